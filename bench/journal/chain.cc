// SPDX-License-Identifier: EUPL-1.2
// The chain of records and the signed heads that cover it.
#include <algorithm>
#include <limits>
#include <vector>

#include "bench/journal/anchor.h"
#include "bench/journal/examination.h"
#include "bench/journal/fields.h"
#include "bench/journal/layout.h"
#include "bench/journal/segment.h"

namespace banc {
namespace {

class Chain {
public:
    explicit Chain(Examination& exam) : exam_(exam) {}

    Result<void> check() {
        auto read = read_segments();
        if (!read) return read;
        auto signed_heads = read_anchors();
        if (!signed_heads) return signed_heads;
        conclude();
        return {};
    }

private:
    Result<void> read_segments() {
        for (std::size_t n = 1; n <= kSegmentsMax; ++n) {
            const auto path = segment_path(n);
            const auto size = exam_.claim(path);
            if (!size) continue;  // a missing one shows as a gap in the sequence
            leave_segment();
            if (*size > kSegmentMax) {
                exam_.damage(expected_, text("{} est trop gros", "{} is too big", path));
                continue;
            }
            auto bytes = exam_.read(path, 0, static_cast<std::size_t>(*size));
            if (!bytes) return tl::make_unexpected(std::move(bytes.error()));
            auto segment = parse_segment(*bytes);
            exam_.journal.end.segments = n;
            exam_.journal.end.segment = {segment.size, segment.written};
            take(std::move(segment));
            ahead_is_whole_ = *size % kAhead == 0;
        }
        return {};
    }

    // Only the last segment may have space written ahead, an incomplete record or the closing.
    void leave_segment() {
        if (end_ != Segment::End::exact || closed_)
            exam_.damage(expected_, text("un segment ne devait pas finir là",
                                         "a segment was not to end there"));
    }

    void take(Segment segment) {
        auto next_break = segment.breaks.begin();
        for (std::size_t i = 0; i < segment.records.size(); ++i) {
            const bool broken = next_break != segment.breaks.end() && *next_break == i;
            if (broken) ++next_break;
            link(segment.records[i], broken ? Before::unreadable : Before::whole);
            exam_.journal.records.push_back(std::move(segment.records[i]));
        }
        if (next_break != segment.breaks.end()) unreadable();
        end_ = segment.end;
    }

    enum class Before { whole, unreadable };

    void link(const Record& record, Before before) {
        if (before == Before::unreadable)
            unreadable();
        else if (record.seq != expected_)
            exam_.damage(expected_, text("enregistrement manquant (le suivant est le {})",
                                         "record missing (the next one is {})", record.seq));
        else if (record.previous != previous_)
            exam_.damage(expected_,
                         text("il ne suit pas celui d'avant", "it does not follow the one before"));
        if (record.seq == 1 && record.kind == "opened")
            key_ = hash_field<PublicKey>(record.body, "public_key");
        if (record.seq == 1 && !key_)
            exam_.damage(1, text("l'ouverture ou sa clé publique manque",
                                 "the opening or its public key is missing"));
        if (closed_)
            exam_.damage(expected_,
                         text("des données suivent la clôture", "something follows the closing"));
        closed_ = record.kind == "closed";
        expected_ = record.seq + 1;
        previous_ = record.hash;
    }

    void unreadable() {
        exam_.damage(expected_, text("enregistrement illisible : au moins un octet a changé",
                                     "unreadable record: at least one byte changed"));
    }

    Result<void> read_anchors() {
        const auto size = exam_.claim("anchors");
        if (!size) return {};
        if (*size > kAnchorsMax) {
            exam_.damage(exam_.last(), text("le fichier des ancres est trop gros",
                                            "the file of anchors is too big"));
            return {};
        }
        const auto bytes = exam_.read("anchors", 0, static_cast<std::size_t>(*size));
        if (!bytes) return tl::make_unexpected(bytes.error());
        const auto lines = to_string(*bytes);
        std::size_t start = 0;
        for (auto end = lines.find('\n'); end != std::string::npos; end = lines.find('\n', start)) {
            take_anchor(lines.substr(start, end - start));
            start = end + 1;
        }
        anchor_cut_ = start < lines.size();
        exam_.journal.end.anchors = {start, lines.size()};
        return {};
    }

    void take_anchor(const std::string& line) {
        ++lines_;
        const auto anchor = key_ ? read_anchor(line, *key_) : unsigned_anchor();
        if (!anchor) return exam_.damage(named_in(line), anchor.error().what);
        if (anchor->number != lines_ || signed_ || anchor->seq < covered_)
            return exam_.damage(anchor->seq, text("il manque une ancre, ou l'ordre a changé",
                                                  "an anchor is missing or out of order"));
        signed_ = anchor->of == Anchor::Of::closing;
        covered_ = anchor->seq;
        const auto& records = exam_.journal.records;
        const auto head = std::find_if(records.begin(), records.end(),
                                       [&](const Record& r) { return r.seq == anchor->seq; });
        if (head == records.end() || head->hash != anchor->hash)
            return exam_.damage(anchor->seq, text("l'enregistrement signé n'est plus là",
                                                  "the signed record is no longer there"));
        ++exam_.journal.anchors;
    }

    static Result<Anchor> unsigned_anchor() {
        return fail(Errc::corrupt, text("ancre sans clé publique", "anchor without a public key"));
    }

    // The record a spoilt anchor speaks of, as far as can be told.
    [[nodiscard]] std::uint64_t named_in(const std::string& line) const {
        const auto body = parse_json(line);
        const auto seq = body && body->is_object() ? count_field(*body, "seq") : std::nullopt;
        return seq && *seq > 0 && *seq < exam_.last() ? *seq : exam_.last();
    }

    void conclude() {
        exam_.journal.head = previous_;
        exam_.journal.public_key = key_ ? hex(*key_) : "";
        exam_.journal.life = closed_ || signed_ ? ExamLife::closed : ExamLife::open;
        // Killed while closing: the space written ahead is still there, whole.
        const bool closing = closed_ && end_ == Segment::End::zeros && ahead_is_whole_;
        if (closing)
            exam_.torn(exam_.last(),
                       text("la clôture a été interrompue", "the closing was interrupted"));
        if (exam_.journal.life == ExamLife::open || closing)
            conclude_open();
        else
            conclude_closed();
    }

    void conclude_open() {
        if (anchor_cut_)
            exam_.torn(exam_.last(),
                       text("la dernière ancre est incomplète", "the last anchor is incomplete"));
        if (exam_.journal.records.empty())
            exam_.torn(1, text("aucun enregistrement complet", "no complete record"));
        else if (end_ == Segment::End::cut)
            exam_.torn(expected_, text("le dernier enregistrement est incomplet",
                                       "the last record is incomplete"));
    }

    void conclude_closed() {
        if (!closed_ || end_ != Segment::End::exact)
            exam_.damage(closed_ ? exam_.last() : expected_,
                         text("la fin d'une épreuve close a changé",
                              "the end of a closed exam changed"));
        if (!signed_ || anchor_cut_)
            exam_.damage(exam_.last(), text("l'ancre de clôture manque ou est abîmée",
                                            "the closing anchor is missing or spoilt"));
    }

    Examination& exam_;
    // The chain.
    std::uint64_t expected_ = 1;
    Hash previous_{};
    std::optional<PublicKey> key_;
    bool closed_ = false;  // the last record is `closed`
    Segment::End end_ = Segment::End::exact;
    bool ahead_is_whole_ = false;
    // The anchors.
    std::uint64_t lines_ = 0;
    std::uint64_t covered_ = 0;
    bool signed_ = false;  // the last anchor is the closing one
    bool anchor_cut_ = false;
};

}  // namespace

Result<void> check_chain(Examination& exam) { return Chain(exam).check(); }

}  // namespace banc
