// SPDX-License-Identifier: GPL-3.0-or-later
// The list of an account's devices as it grows and shrinks, which list may follow which, and what is none.
#include "sotto/crypto/device_list.hpp"

#include "../support/malleated.hpp"
#include "seeded_random.hpp"
#include "vectors.hpp"

namespace sotto::vectors {
namespace {

using namespace crypto;

struct Account {
  explicit Account(RandomSource& source) : random{source}, identity{must(IdentityKeyPair::fresh(source))} {}
  RandomSource& random;
  Username name = must(Username::parse("alice"));
  IdentityKeyPair identity;

  Bytes sign(const Bytes& bytes) const {
    return must(crypto::sign(identity, SignaturePurpose::device_list, bytes, random));
  }
};

ListedDevice device(std::uint32_t number) { return {DeviceId{number}, RegistrationId{100 + number}}; }

struct Named {
  const char* what;
  DeviceList list;
};

std::vector<Named> lists() {
  const auto first = with_device({}, device(1));
  const auto second = with_device(first, device(2));
  const auto third = with_device(second, {DeviceId{3}, RegistrationId{16'380}});
  const auto revoked = without_device(third, DeviceId{2});
  return {{"the first device", first},
          {"a second one", second},
          {"a third one", third},
          {"the second is gone", revoked},
          {"another one of the same version", with_device(third, device(4))},
          {"the second is back", with_device(revoked, device(2))},
          {"a fourth one", with_device(revoked, device(4))}};
}

Json written(const Account& account, const Named& named) {
  Json devices = Json::array();
  for (const auto& listed : named.list.devices) {
    devices.push_back({{"device_id", listed.device.value}, {"registration_id", listed.registration.value}});
  }
  const auto bytes = serialise_device_list(account.name, named.list);
  return {{"what", named.what},
          {"version", named.list.version},
          {"gone_up_to", named.list.gone_up_to.value},
          {"devices", devices},
          {"list", hex(bytes)},
          {"signature", hex(account.sign(bytes))}};
}

/// A row for each list that is known, in it a code for each one that is shown.
Json followers(const std::vector<Named>& all) {
  Json rows = Json::array();
  for (const auto& known : all) {
    Json row = Json::array();
    for (const auto& next : all) {
      const auto follows = check_follows(known.list, next.list);
      row.push_back(follows ? "ok" : std::string{name_of(follows.error().code)});
    }
    rows.push_back(row);
  }
  return rows;
}

class Refusals {
 public:
  explicit Refusals(const Account& account) : account_{account} {}

  void add(const char* why, const Bytes& list, const Bytes& signature) {
    const auto opened = open_device_list(account_.identity.public_key(), account_.name, list, signature);
    all_.push_back(
        {{"why", why}, {"list", hex(list)}, {"signature", hex(signature)}, {"code", outcome(opened)}});
  }
  void add(const char* why, const Bytes& list) { add(why, list, account_.sign(list)); }
  void add(const char* why, const DeviceList& list) { add(why, serialise_device_list(account_.name, list)); }
  [[nodiscard]] Json take() { return std::move(all_); }

 private:
  const Account& account_;
  Json all_ = Json::array();
};

DeviceList too_many() {
  DeviceList list{1, {}, {}};
  for (std::uint32_t number = 1; number <= max_listed_devices + 1; ++number) {
    list.devices.push_back(device(number));
  }
  return list;
}

Bytes changed(Bytes bytes) {
  bytes.back() ^= 1U;
  return bytes;
}

Json refused(const Account& account, const DeviceList& list) {
  const auto bytes = serialise_device_list(account.name, list);
  const auto signature = account.sign(bytes);
  Refusals refusals{account};
  refusals.add("a changed byte", changed(bytes), signature);
  refusals.add("a changed signature", bytes, changed(signature));
  refusals.add("the signature's second spelling", bytes, testing::malleated(signature));
  refusals.add("no signature", bytes, Bytes{});
  refusals.add("signed without a label", bytes, must(sign_bare(account.identity, bytes, account.random)));
  refusals.add("another account's", serialise_device_list(must(Username::parse("bob")), list));
  auto other_form = bytes;
  other_form.front() = 2;
  refusals.add("another form", other_form);
  auto longer = bytes;
  longer.push_back(0);
  refusals.add("something behind", longer);
  refusals.add("no version", DeviceList{0, {}, {device(1)}});
  refusals.add("a device twice", DeviceList{1, {}, {device(1), device(1)}});
  refusals.add("out of order", DeviceList{1, {}, {device(2), device(1)}});
  refusals.add("device 0", DeviceList{1, {}, {device(0)}});
  refusals.add("no registration id", DeviceList{1, {}, {{DeviceId{1}, RegistrationId{0}}}});
  refusals.add("a registration id beyond all", DeviceList{1, {}, {{DeviceId{1}, RegistrationId{16'381}}}});
  refusals.add("too many", too_many());
  return refusals.take();
}

}  // namespace

Json device_list() {
  SeededRandom random{"sotto/vectors/device-list"};
  const Account account{random};
  const auto all = lists();
  Json signed_lists = Json::array();
  for (const auto& named : all) signed_lists.push_back(written(account, named));
  return {{"owner", account.name.text()},
          {"identity_key", hex(account.identity.public_key().view())},
          {"lists", signed_lists},
          {"follows", followers(all)},
          {"refused", refused(account, all.back().list)}};
}

}  // namespace sotto::vectors
