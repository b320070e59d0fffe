// SPDX-License-Identifier: EUPL-1.2
// Any bytes as a segment; and any text as the body of a record whose hash is right, so that what
// lies behind the hash is reached too.
#include <algorithm>
#include <cassert>

#include "bench/journal/crypto.h"
#include "bench/journal/reader.h"
#include "bench/journal/segment.h"
#include "tests/journal/memory_disk.h"

using namespace banc;

namespace {

constexpr std::array<std::string_view, 4> kKinds{"opened", "console", "personal", "closed"};

// The sizes of what was read can never exceed what was there.
void parse(ByteView data) {
    const auto segment = parse_segment(data);
    assert(segment.records.size() <= data.size() / kRecordFixed);
    assert(segment.breaks.size() <= segment.records.size() + 1);
}

MemoryFolder around(Bytes segment, ByteView beside) {
    const Bytes bytes(beside.begin(), beside.end());
    MemoryFolder out;
    out.folders = {"blobs", "console", "journal", "personal"};
    out.files["journal/000001.seg"] = std::move(segment);
    out.files["anchors"] = bytes;
    out.files["console/pc.raw"] = bytes;
    out.files["blobs/" + hex(hash_of(beside))] = bytes;
    return out;
}

void judge(const MemoryFolder& folder) {
    const auto journal = read_exam(folder);
    assert(journal.has_value());
    assert((journal->integrity == Integrity::intact) == (journal->flaws == 0));
}

// Up to eight bodies, one a line, in one well-made chain.
Bytes chain_of(std::string_view text) {
    Record record;
    Bytes out;
    for (std::size_t n = 0; n < 8 && !text.empty(); ++n) {
        const auto line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        auto body = parse_json(line.substr(std::min<std::size_t>(1, line.size())));
        record.seq = n + 1;
        const auto choice = line.empty() ? 0U : static_cast<unsigned char>(line.front());
        record.kind = kKinds[choice % kKinds.size()];
        record.body = body ? std::move(*body) : Json::object();
        const auto bytes = encode_record(record);
        if (!bytes) continue;
        assert(parse_segment(*bytes).records.size() == 1);
        out.insert(out.end(), bytes->begin(), bytes->end());
        std::copy(bytes->end() - sizeof(Hash), bytes->end(), record.previous.begin());
    }
    return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ByteView all(data, size);
    parse(all);
    judge(around(Bytes(all.begin(), all.end()), all));
    const auto text = to_string(all);
    judge(around(chain_of(text), all.first(std::min(text.find('\n'), size))));
    return 0;
}
