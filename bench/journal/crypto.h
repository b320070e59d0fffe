// SPDX-License-Identifier: EUPL-1.2
// What makes a record checkable years later: BLAKE2b-256 and Ed25519, both from libsodium, and the
// one signing key of an installation.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "bench/core/bytes.h"
#include "bench/core/error.h"
#include "bench/journal/record.h"

namespace banc {

using KeySeed = std::array<std::uint8_t, 32>;
using PublicKey = std::array<std::uint8_t, 32>;
using Signature = std::array<std::uint8_t, 64>;

Hash hash_of(ByteView bytes);
using Salt = std::array<std::uint8_t, 32>;
// Unpredictable, from the kernel.
Salt random_salt();
// What the chain keeps of a personal payload (canonical JSON): says nothing without the salt.
Hash commitment_of(const Salt& salt, std::string_view payload);
// Lower case only: one spelling per value. nullopt on anything else.
std::optional<Bytes> unhex(std::string_view text);

// The secret half is wiped from memory when the value goes.
class SigningKey {
public:
    // <data_folder>/keys/bench.key, created 0600 when absent. A key that others can read is refused
    // (Errc::refused): signatures made with it would prove nothing.
    static Result<SigningKey> load_or_create(const std::string& data_folder);
    // The same, never created: of the installation that began something already.
    static Result<SigningKey> load(const std::string& data_folder);
    explicit SigningKey(const KeySeed& seed);
    SigningKey(const SigningKey&) = default;
    SigningKey& operator=(const SigningKey&) = default;
    ~SigningKey();

    [[nodiscard]] const PublicKey& public_key() const { return public_; }
    [[nodiscard]] Signature sign(ByteView message) const;

private:
    PublicKey public_{};
    std::array<std::uint8_t, 64> secret_{};
};

enum class Signed { genuine, forged };
Signed check_signature(const PublicKey& key, ByteView message, const Signature& signature);

}  // namespace banc
