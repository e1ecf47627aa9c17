// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "people.hpp"
#include "relay_fixture.hpp"

namespace sotto::fuzz {

/// What alice and bob have signed and sealed before it came to a relay: made once.
struct Estate {
  group::test::Person alice{"alice", group::test::Seed{1}};
  group::test::Person bob{"bob", group::test::Seed{2}};
  Instant founded;
  group::Entry secure_group;
  group::Entry open_group;
  Bytes post;                                       ///< of alice's, in the open group
  Bytes archived;                                   ///< the first entry of her archive
  Bytes chat;                                       ///< the pseudonym that it stands under
  wire::BlobId blob = relay::samples::blob_id(1);   ///< whole, of blob_size bytes
  wire::BlobId begun = relay::samples::blob_id(2);  ///< as large, nothing of it is here
  static constexpr std::size_t blob_size = 100;
};

[[nodiscard]] Estate& estate();

/// A relay where alice and bob have accounts, with the estate; alice has shown her token.
struct Installation : relay::testing::Bench {
  Installation();
  const Bytes alice_token = Bytes(wire::token_size, 0x41);

 private:
  void add(const group::test::Person& person, std::uint8_t number);
  void bring_in(Estate& from);
};

}  // namespace sotto::fuzz
