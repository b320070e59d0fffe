// SPDX-License-Identifier: EUPL-1.2
#include "bench/record/index_tail.h"

#include <unistd.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "bench/core/json.h"
#include "bench/journal/console_block.h"
#include "bench/journal/crypto.h"

namespace banc {
namespace {

constexpr std::string_view kBegins = R"({"offset":0,"note":"opened",)";  // every index of ours
constexpr std::uint64_t kPage = 64 * 1024;          // two lines of an index, the longest there are
constexpr std::uint64_t kCutMax = 4 * kBlockBytes;  // more than one block: no crash of ours
constexpr std::uint64_t kBackMax = 64 * 1024 * 1024;  // a night of a loose plug: 800 000 notes

std::optional<std::string> part(const SizedFile& file, std::uint64_t from, std::uint64_t length) {
    if (from > file.size || length > file.size - from) return {};
    std::string bytes(length, '\0');
    const auto got = ::pread(file.fd, bytes.data(), length, static_cast<off_t>(from));
    if (got != std::ssize(bytes)) return {};
    return bytes;
}

struct Line {
    std::uint64_t end = 0;  // in the file; 0: there is none before
    std::string text;
};

// Whole lines, the last one first.
class LinesBack {
public:
    explicit LinesBack(const SizedFile& file) : file_(file), at_(file.size) {}

    // None: it can't be read, or is longer than any of ours.
    std::optional<Line> next() {
        if (begin_of(page().rfind('\n')) == 0 && !turn()) return {};
        const auto last = page().rfind('\n');
        if (last == std::string_view::npos)
            return from_ == 0 ? std::optional(Line{}) : std::nullopt;
        const auto begin = begin_of(last);
        Line line{from_ + last + 1, std::string(page().substr(begin, last + 1 - begin))};
        at_ = from_ + begin;
        return line;
    }
    [[nodiscard]] std::uint64_t gone_back() const { return file_.size - at_; }

private:
    [[nodiscard]] std::string_view page() const {
        return std::string_view(page_).substr(0, at_ - from_);
    }
    [[nodiscard]] std::size_t begin_of(std::size_t last) const {
        if (last == std::string_view::npos || last == 0) return 0;
        return page().rfind('\n', last - 1) + 1;
    }
    bool turn() {
        from_ = at_ - std::min(at_, kPage);
        auto read = part(file_, from_, at_ - from_);
        if (read) page_ = std::move(*read);
        return read.has_value();
    }

    SizedFile file_;
    std::uint64_t at_;  // what lies behind has been read
    std::string page_;  // of the file, up to at_ or further
    std::uint64_t from_ = at_;
};

struct Entry {
    std::uint64_t offset = 0;
    std::uint64_t length = 0;  // 0: a note
    std::string hash;
};

std::optional<Entry> entry_of(const std::string& line) {
    const auto read = parse_json(line);
    if (!read || !read->is_object()) return {};
    const auto offset = read->find("offset");
    if (offset == read->end() || !offset->is_number_unsigned()) return {};
    Entry entry{offset->get<std::uint64_t>(), 0, ""};
    const auto length = read->find("length");
    if (length == read->end()) return entry;
    const auto hash = read->find("hash");
    if (!length->is_number_unsigned() || hash == read->end() || !hash->is_string()) return {};
    entry.length = length->get<std::uint64_t>();
    entry.hash = hash->get<std::string>();
    return entry;
}

bool bears_out(const SizedFile& raw, const Entry& block) {
    if (block.length > kCutMax) return false;
    const auto bytes = part(raw, block.offset, block.length);
    return bytes && hex(hash_of(view(*bytes))) == block.hash;
}

bool begins_as_ours(const SizedFile& index) {
    const auto head = part(index, 0, std::min<std::uint64_t>(index.size, kBegins.size()));
    return head && kBegins.starts_with(*head);
}

}  // namespace

// From the end: notes count with the block they follow, and that one if the bytes have its hash.
std::optional<LeftOff> left_off(const SizedFile& index, const SizedFile& raw) {
    if (!begins_as_ours(index)) return {};
    std::optional<LeftOff> kept;
    std::uint64_t spoken = 0;
    LinesBack lines(index);
    while (lines.gone_back() < kBackMax) {
        const auto line = lines.next();
        if (!line) return {};
        if (line->end == 0) break;
        const auto entry = entry_of(line->text);
        if (!entry) return {};
        const auto bytes = entry->offset + entry->length;
        if (raw.size > bytes + kCutMax) return {};
        spoken = std::max(spoken, bytes);
        if (!kept) kept = {line->end, bytes, 0};
        if (entry->length > 0 && kept->raw == bytes && bears_out(raw, *entry))
            return LeftOff{kept->index, kept->raw, spoken};
        if (entry->length > 0) kept.reset();
    }
    if (spoken > 0) return {};  // of bytes that are elsewhere
    if (kept) return kept;
    return raw.size == 0 ? std::optional(LeftOff{}) : std::nullopt;
}

}  // namespace banc
