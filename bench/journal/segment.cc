// SPDX-License-Identifier: EUPL-1.2
#include "bench/journal/segment.h"

#include <algorithm>
#include <cstring>
#include <optional>

#include "bench/journal/crypto.h"

namespace banc {
namespace {

constexpr std::size_t kHashSize = sizeof(Hash);
constexpr std::size_t kKindMax = 32;
// What a disk writes whole or not at all.
constexpr std::size_t kSector = 512;
// After damage, at most this many places that look like a record and are none: a hostile file must
// not make us hash it a million times.
constexpr int kFalseStartsMax = 1024;

bool is_kind(std::string_view kind) {
    return !kind.empty() && kind.size() <= kKindMax &&
           std::all_of(kind.begin(), kind.end(),
                       [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

template <class T>
void put(Bytes& out, T value) {
    auto bits = static_cast<std::make_unsigned_t<T>>(value);
    for (std::size_t i = 0; i < sizeof(T); ++i) {
        out.push_back(static_cast<std::uint8_t>(bits & 0xffU));
        if constexpr (sizeof(T) > 1) bits >>= 8U;
    }
}

template <class Range>
void put_bytes(Bytes& out, const Range& range) {
    out.insert(out.end(), range.begin(), range.end());
}

// Takes from the front; the caller has checked that there is enough.
class Cursor {
public:
    explicit Cursor(ByteView bytes) : rest_(bytes) {}
    ByteView take(std::size_t n) {
        const auto head = rest_.first(n);
        rest_ = rest_.subspan(n);
        return head;
    }
    template <class T>
    T number() {
        std::make_unsigned_t<T> bits = 0;
        const auto raw = take(sizeof(T));
        for (std::size_t i = 0; i < sizeof(T); ++i)
            bits |=
                static_cast<std::make_unsigned_t<T>>(std::make_unsigned_t<T>{raw[i]} << (8 * i));
        return static_cast<T>(bits);
    }
    template <std::size_t N>
    std::array<std::uint8_t, N> array() {
        std::array<std::uint8_t, N> out{};
        const auto raw = take(N);
        std::copy(raw.begin(), raw.end(), out.begin());
        return out;
    }
    [[nodiscard]] std::size_t left() const { return rest_.size(); }

private:
    ByteView rest_;
};

bool starts_with_magic(ByteView bytes) {
    return bytes.size() >= kMagic.size() && std::equal(kMagic.begin(), kMagic.end(), bytes.begin());
}

// The length field of what starts here; nullopt when it can't be a record's.
std::optional<std::size_t> length_at(ByteView bytes) {
    if (bytes.size() < 8 || !starts_with_magic(bytes)) return std::nullopt;
    const std::size_t length = Cursor(bytes.subspan(4)).number<std::uint32_t>();
    if (length <= kRecordFixed || length > kRecordMax) return std::nullopt;
    return length;
}

struct Parsed {
    Record record;
    std::size_t length = 0;
};

std::optional<Parsed> parse_record(ByteView bytes) {
    const auto length = length_at(bytes);
    if (!length || *length > bytes.size()) return std::nullopt;
    const auto whole = bytes.first(*length);
    Parsed out{{}, *length};
    out.record.hash = Cursor(whole.last(kHashSize)).array<kHashSize>();
    if (hash_of(whole.first(*length - kHashSize)) != out.record.hash) return std::nullopt;

    Cursor cursor(whole.subspan(8));
    out.record.seq = cursor.number<std::uint64_t>();
    out.record.boot = cursor.array<sizeof(BootId)>();
    out.record.at.since_boot = Nanos{cursor.number<std::int64_t>()};
    out.record.at.wall.unix_ns = cursor.number<std::int64_t>();
    const std::size_t kind_size = cursor.number<std::uint8_t>();
    if (kind_size + 2 * kHashSize > cursor.left()) return std::nullopt;
    out.record.kind = to_string(cursor.take(kind_size));
    const auto payload = to_string(cursor.take(cursor.left() - 2 * kHashSize));
    out.record.previous = cursor.array<kHashSize>();

    auto body = parse_json(payload);
    if (!is_kind(out.record.kind) || !body || !body->is_object()) return std::nullopt;
    const auto spelled = canonical(*body);
    if (!spelled || *spelled != payload) return std::nullopt;
    out.record.body = std::move(*body);
    return out;
}

// One pass over a segment.
class Scan {
public:
    explicit Scan(ByteView bytes) : bytes_(bytes), written_(bytes.size()) {
        while (written_ > 0 && bytes_[written_ - 1] == 0) --written_;
        out_.written = written_;
    }

    Segment run() {
        std::size_t at = 0;
        while (at < bytes_.size() && at < written_) {
            if (auto parsed = parse_record(bytes_.subspan(at))) {
                at += parsed->length;
                out_.size = at;
                out_.records.push_back(std::move(parsed->record));
            } else if (const auto next = next_record(at + 1)) {
                out_.breaks.push_back(out_.records.size());
                at = *next;
            } else {
                return ends_badly(at);
            }
        }
        out_.end = at < bytes_.size() ? Segment::End::zeros : Segment::End::exact;
        return std::move(out_);
    }

private:
    // Where a whole record stands again; nullopt when there is none.
    std::optional<std::size_t> next_record(std::size_t from) {
        while (false_starts_ < kFalseStartsMax) {
            const auto found = std::search(bytes_.begin() + static_cast<std::ptrdiff_t>(from),
                                           bytes_.begin() + static_cast<std::ptrdiff_t>(written_),
                                           kMagic.begin(), kMagic.end());
            const auto at = static_cast<std::size_t>(found - bytes_.begin());
            if (at >= written_) return std::nullopt;
            if (parse_record(bytes_.subspan(at))) return at;
            ++false_starts_;
            from = at + 1;
        }
        return std::nullopt;
    }

    Segment ends_badly(std::size_t at) {
        if (is_cut(at))
            out_.end = Segment::End::cut;
        else
            out_.breaks.push_back(out_.records.size());
        return std::move(out_);
    }

    // The bytes from here are the beginning of a record, and its end was never written: the file
    // stops, or only zeros stand from its hash or from a sector boundary inside it on.
    [[nodiscard]] bool is_cut(std::size_t at) const {
        const auto rest = bytes_.subspan(at);
        const std::size_t data = written_ - at;
        if (data < 8 && !length_at(rest))
            return std::equal(kMagic.begin(),
                              kMagic.begin() +
                                  static_cast<std::ptrdiff_t>(std::min(data, kMagic.size())),
                              rest.begin());
        const auto length = length_at(rest);
        if (!length) return false;
        const std::size_t end = at + *length;
        const std::size_t boundary = (written_ + kSector - 1) / kSector * kSector;
        return end > bytes_.size() || written_ + kHashSize <= end || boundary < end;
    }

    ByteView bytes_;
    std::size_t written_;  // up to the last byte that is not zero
    int false_starts_ = 0;
    Segment out_;
};

}  // namespace

Result<Bytes> encode_record(const Record& record) {
    if (!is_kind(record.kind) || !record.body.is_object())
        return fail(Errc::invalid, text("enregistrement « {} » mal formé",
                                        "record \"{}\" is malformed", record.kind));
    const auto payload = canonical(record.body);
    if (!payload) return tl::make_unexpected(payload.error());
    const std::size_t length = kRecordFixed + record.kind.size() + payload->size();
    if (length > kRecordMax)
        return fail(Errc::invalid,
                    text("enregistrement « {} » de {} octets : {} au plus",
                         "record \"{}\" of {} bytes: {} at most", record.kind, length, kRecordMax));
    Bytes out;
    out.reserve(length);
    put_bytes(out, kMagic);
    put(out, static_cast<std::uint32_t>(length));
    put(out, record.seq);
    put_bytes(out, record.boot);
    put(out, record.at.since_boot.count());
    put(out, record.at.wall.unix_ns);
    put(out, static_cast<std::uint8_t>(record.kind.size()));
    put_bytes(out, record.kind);
    put_bytes(out, *payload);
    put_bytes(out, record.previous);
    put_bytes(out, hash_of(out));
    return out;
}

Segment parse_segment(ByteView bytes) { return Scan(bytes).run(); }

}  // namespace banc
