// SPDX-License-Identifier: EUPL-1.2
#include "bench/journal/anchor.h"

#include <algorithm>

#include "bench/journal/fields.h"

namespace banc {
namespace {

// Signed with the text, so that a signature of this key for another purpose is none here.
constexpr std::string_view kPurpose = "banc anchor 1\n";

std::string_view word(Anchor::Of of) { return of == Anchor::Of::phase ? "phase" : "closing"; }

Json body_of(const Anchor& anchor) {
    return {{"hash", hex(anchor.hash)},
            {"n", anchor.number},
            {"of", word(anchor.of)},
            {"seq", anchor.seq},
            {"wall_ns", anchor.wall.unix_ns}};
}

// dump() can't fail here: hexadecimal, integers and two words.
std::string message_of(const Anchor& anchor) {
    return std::string(kPurpose) + body_of(anchor).dump();
}

tl::unexpected<Error> unreadable() {
    return fail(Errc::corrupt, text("ancre illisible", "unreadable anchor"));
}

std::string line_of(const Anchor& anchor, const Signature& signature) {
    Json body = body_of(anchor);
    body["signature"] = hex(signature);
    return body.dump();
}

}  // namespace

std::string sign_anchor(const Anchor& anchor, const SigningKey& key) {
    return line_of(anchor, key.sign(view(message_of(anchor)))) + '\n';
}

Result<Anchor> read_anchor(std::string_view line, const PublicKey& key) {
    const auto body = parse_json(line);
    if (!body) return unreadable();
    const auto signature = hash_field<Signature>(*body, "signature");
    const auto hash = hash_field<Hash>(*body, "hash");
    const auto number = count_field(*body, "n");
    const auto seq = count_field(*body, "seq");
    const auto wall = count_field(*body, "wall_ns");
    if (!signature || !hash || !number || !seq || !wall) return unreadable();

    const auto of = text_field(*body, "of") == "closing" ? Anchor::Of::closing : Anchor::Of::phase;
    const Anchor out{*number, *seq, *hash, WallTime{static_cast<std::int64_t>(*wall)}, of};
    if (line != line_of(out, *signature)) return unreadable();
    if (check_signature(key, view(message_of(out)), *signature) == Signed::forged)
        return fail(Errc::corrupt, text("la signature de l'ancre {} est fausse",
                                        "the signature of anchor {} is forged", out.number));
    return out;
}

}  // namespace banc
