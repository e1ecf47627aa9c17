// SPDX-License-Identifier: GPL-3.0-or-later
#include "input.hpp"
#include "party.hpp"
#include "samples.hpp"
#include "sotto/crypto/password.hpp"
#include "target.hpp"

namespace sotto::fuzz {
namespace {

using crypto::AccountKeys;
using crypto::IdentityKeyPair;
using crypto::PublicKey;
using crypto::SignaturePurpose;
using crypto::test::must;
using crypto::test::SeededRandom;

SecretBytes key(std::uint8_t fill) { return SecretBytes::copied_from(ByteView{Bytes(32, fill)}); }

enum class Sealed : std::uint8_t { account_keys, device_name };

/// What the relay says are the account's own sealed things.
Verdict run_sealed(ByteView bytes) {
  Input input{bytes};
  const auto kind = static_cast<Sealed>(input.below(2));
  const auto sealed = input.rest();
  if (kind == Sealed::device_name) {
    const auto name = crypto::open_device_name(sealed, key(2));
    require(!name || *name == "laptop", "nothing opens that was not sealed");
    return name ? Verdict::accepted : Verdict::refused;
  }
  const auto keys = crypto::unwrap_account_keys(sealed, key(1), samples::user("alice"));
  require(!keys || equal(keys->archive_key.expose(), key(2).expose()), "nothing opens that was not sealed");
  return keys ? Verdict::accepted : Verdict::refused;
}

std::vector<Bytes> sealed_seeds() {
  SeededRandom random{1};
  const AccountKeys keys{must(IdentityKeyPair::fresh(random)), key(2)};
  return {choosing(0, must(crypto::wrap_account_keys(keys, key(1), samples::user("alice"), random))),
          choosing(1, must(crypto::seal_device_name("laptop", key(2), random)))};
}

constexpr auto purposes = static_cast<std::size_t>(SignaturePurpose::post_removal) + 1;

Verdict run_signature(ByteView bytes) {
  Input input{bytes};
  const auto purpose = static_cast<SignaturePurpose>(input.below(purposes));
  const auto key = PublicKey::parse(input.field());
  const auto signature = input.field();
  const auto message = input.rest();
  if (!key) return Verdict::refused;
  require(PublicKey::parse(key->view()).ok(), "a key is written as it was read");
  const auto verified = crypto::verify(*key, purpose, message, signature);
  const auto other = static_cast<SignaturePurpose>((static_cast<std::size_t>(purpose) + 1) % purposes);
  require(!verified || !crypto::verify(*key, other, message, signature), "a signature serves one purpose");
  return verified ? Verdict::accepted : Verdict::refused;
}

std::vector<Bytes> signature_seeds() {
  SeededRandom random{2};
  const auto identity = must(IdentityKeyPair::fresh(random));
  std::vector<Bytes> seeds;
  for (std::uint8_t number = 0; number < purposes; ++number) {
    const auto purpose = static_cast<SignaturePurpose>(number);
    const auto message = bytes_of("message");
    Bytes seed{number};
    put_field(seed, identity.public_key().view());
    put_field(seed, must(crypto::sign(identity, purpose, message, random)));
    append(seed, message);
    seeds.push_back(std::move(seed));
  }
  return seeds;
}

const Registration registration{
    {{"sealed_keys", 512, run_sealed, sealed_seeds}, {"signature", 256, run_signature, signature_seeds}}};

}  // namespace
}  // namespace sotto::fuzz
