// SPDX-License-Identifier: GPL-3.0-or-later
#include "household.hpp"

#include <array>
#include <map>
#include <stdexcept>
#include <tuple>
#include <utility>

#include "device.hpp"
#include "relay_node.hpp"

namespace sotto::simulation {
namespace {

constexpr Instant first_day{1'795'478'400'000};  // 2026-11-24
constexpr std::uint64_t seed = 1;
constexpr Duration while_it_settles{2 * 60'000};

constexpr std::array<const char*, most_users> names{"alice", "bob",   "carol", "dave", "erin", "frank",
                                                    "grace", "heidi", "ivan",  "judy", "kim",  "lena"};
/// Where nobody says how many; further users have as many again, from the first on.
constexpr std::array<std::size_t, 4> devices_of_each{1, 2, 3, 1};

std::size_t devices_of(std::size_t user, Population population) {
  return population.devices > 0 ? population.devices : devices_of_each[user % devices_of_each.size()];
}

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
  std::unique_ptr<Device> move_in(const std::string& user, std::size_t number) {
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

std::vector<std::string> Household::users(Population population) {
  const auto count = population.users > 0 ? population.users : devices_of_each.size();
  return {names.begin(), names.begin() + static_cast<std::ptrdiff_t>(count)};
}

template <class Medium>
Household Household::make(MakeClientMedium clients, Population population) {
  auto medium = std::make_shared<Medium>();
  Household household;
  {
    Town town{*medium, clients};
    std::vector<std::unique_ptr<Device>> devices;
    const auto users = Household::users(population);
    for (std::size_t user = 0; user < users.size(); ++user) {
      for (std::size_t number = 1; number <= devices_of(user, population); ++number) {
        devices.push_back(town.move_in(users[user], number));
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

const Household& Household::of(const Plan& plan) {
  static std::map<std::tuple<RelayStore, MakeClientMedium, Population>, Household> made;
  const std::tuple key{plan.store, plan.clients_on, plan.population};
  const auto known = made.find(key);
  if (known != made.end()) return known->second;
  auto household = plan.store == RelayStore::sqlite ? make<SqliteMedium>(plan.clients_on, plan.population)
                                                    : make<MemoryMedium>(plan.clients_on, plan.population);
  return made.emplace(key, std::move(household)).first->second;
}

}  // namespace sotto::simulation
