// SPDX-License-Identifier: EUPL-1.2
#include "bench/journal/crypto.h"

#include <sodium.h>

#include <cassert>

namespace banc {
namespace {

// libsodium must be told once, before the first random number; it may be told again.
void wake_sodium() {
    [[maybe_unused]] const int ready = sodium_init();
    assert(ready >= 0);  // fails only without any source of randomness
}

std::optional<std::uint8_t> digit(char c) {
    if (c >= '0' && c <= '9') return static_cast<std::uint8_t>(c - '0');
    if (c >= 'a' && c <= 'f') return static_cast<std::uint8_t>(c - 'a' + 10);
    return std::nullopt;
}

}  // namespace

Hash hash_of(ByteView bytes) {
    Hash out{};
    crypto_generichash(out.data(), out.size(), bytes.data(), bytes.size(), nullptr, 0);
    return out;
}

Salt random_salt() {
    wake_sodium();
    Salt out{};
    randombytes_buf(out.data(), out.size());
    return out;
}

Hash commitment_of(const Salt& salt, std::string_view payload) {
    Bytes salted(salt.begin(), salt.end());
    salted.insert(salted.end(), payload.begin(), payload.end());
    return hash_of(salted);
}

std::optional<Bytes> unhex(std::string_view text) {
    if (text.size() % 2 != 0) return std::nullopt;
    Bytes out;
    out.reserve(text.size() / 2);
    for (std::size_t i = 0; i < text.size(); i += 2) {
        const auto high = digit(text[i]);
        const auto low = digit(text[i + 1]);
        if (!high || !low) return std::nullopt;
        out.push_back(static_cast<std::uint8_t>(*high << 4U | *low));
    }
    return out;
}

SigningKey::SigningKey(const KeySeed& seed) {
    wake_sodium();
    crypto_sign_seed_keypair(public_.data(), secret_.data(), seed.data());
}

SigningKey::~SigningKey() { sodium_memzero(secret_.data(), secret_.size()); }

Signature SigningKey::sign(ByteView message) const {
    Signature out{};
    crypto_sign_detached(out.data(), nullptr, message.data(), message.size(), secret_.data());
    return out;
}

Signed check_signature(const PublicKey& key, ByteView message, const Signature& signature) {
    const int wrong =
        crypto_sign_verify_detached(signature.data(), message.data(), message.size(), key.data());
    return wrong == 0 ? Signed::genuine : Signed::forged;
}

}  // namespace banc
