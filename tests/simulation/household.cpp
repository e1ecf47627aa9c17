// SPDX-License-Identifier: GPL-3.0-or-later
#include "household.hpp"

#include <map>
#include <stdexcept>
#include <utility>

#include "device.hpp"
#include "relay_node.hpp"

namespace sotto::simulation {
namespace {

constexpr Instant first_day{1'795'478'400'000};  // 2026-11-24
constexpr std::uint64_t seed = 1;
constexpr Duration while_it_settles{2 * 60'000};

struct Resident {
  const char* user;
  int devices;
};
constexpr Resident residents[] = {{"alice", 1}, {"bob", 2}, {"carol", 3}, {"dave", 1}};

class NobodyLooks final : public DeviceObserver {
 public:
  void on_committed(const Device&, const std::vector<Change>&) override {}
  void on_frame_sent(const Device&, ByteView) override {}
  void on_event(Device&, const client::Event&) override {}
};

/// A world without faults, in which people sign up.
struct Town {
  Town(RelayMedium& medium, MakeClientMedium clients_disk)
      : clients{clients_disk},
        relay{{schedule, network, trace, medium}, RelayFaults{}, Sabotage::none, dice.next()} {
    relay.start();
  }
  std::unique_ptr<Device> move_in(const std::string& user, int number) {
    auto device =
        std::make_unique<Device>(Surroundings{schedule, network, trace, nobody}, user,
                                 user + "/" + std::to_string(number), dice.next(), ClientFaults{}, clients());
    device->start();
    const auto name = *Username::parse(user);
    auto password = SecretBytes::copied_from(Household::password);
    const std::string label = device->label();
    static_cast<void>(number == 1
                          ? device->handle(client::Register{name, std::move(password), "", label, true, ""})
                          : device->handle(client::LogIn{name, std::move(password), label}));
    settle();
    if (!device->engine().account()) throw std::runtime_error{"nobody could sign up"};
    return device;
  }
  void settle() {
    const auto limit = schedule.now() + while_it_settles;
    while (schedule.run_next(limit)) {
    }
  }

  MakeClientMedium clients;
  Dice dice{seed};
  Schedule schedule{first_day};
  Trace trace{Trace::Mode::digest};
  Network network{schedule, dice.fork(), NetworkFaults{}, trace};
  NobodyLooks nobody;
  RelayNode relay;
};

}  // namespace

std::vector<std::string> Household::users() {
  std::vector<std::string> users;
  for (const auto& resident : residents) users.emplace_back(resident.user);
  return users;
}

template <class Medium>
Household Household::make(MakeClientMedium clients) {
  auto medium = std::make_shared<Medium>();
  Household household;
  {
    Town town{*medium, clients};
    std::vector<std::unique_ptr<Device>> devices;
    for (const auto& resident : residents) {
      for (int number = 1; number <= resident.devices; ++number) {
        devices.push_back(town.move_in(resident.user, number));
      }
    }
    town.settle();
    for (const auto& device : devices) {
      const auto account = device->engine().account();
      household.members_.push_back(
          {device->user(), device->label(), {account->username, account->device}, device->medium().copy()});
    }
    household.made_at_ = town.schedule.now();
  }
  medium->close();
  household.copy_ = [medium] {
    auto copy = std::make_unique<Medium>();
    copy->copy_from(*medium);
    return copy;
  };
  return household;
}

const Household& Household::on(RelayStore store, MakeClientMedium clients) {
  static std::map<std::pair<RelayStore, MakeClientMedium>, Household> made;
  const auto known = made.find({store, clients});
  if (known != made.end()) return known->second;
  auto household = store == RelayStore::sqlite ? make<SqliteMedium>(clients) : make<MemoryMedium>(clients);
  return made.emplace(std::pair{store, clients}, std::move(household)).first->second;
}

}  // namespace sotto::simulation
