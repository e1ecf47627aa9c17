// SPDX-License-Identifier: GPL-3.0-or-later
#include "network.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace sotto::simulation {
namespace {

/// The relay pings a silent connection and closes it when two pings were not answered.
constexpr Duration relay_notices{50'000};
/// A system gives up on data that nobody acknowledges.
constexpr Duration client_notices{60'000};

std::string name_of(LinkNumber link) { return "link " + std::to_string(link); }

}  // namespace

Network::Connection* Network::find(LinkNumber link) {
  const auto found = connections_.find(link);
  return found == connections_.end() ? nullptr : &found->second;
}

bool Network::is_cut_off(const Connection& connection) const { return isolated_.count(connection.user) > 0; }

void Network::forget_if_over(LinkNumber link) {
  const auto* connection = find(link);
  if (connection != nullptr && connection->client == nullptr && !connection->relay_has_it) {
    connections_.erase(link);
  }
}

// --- Beginnings

LinkNumber Network::connect(ClientEnd& client, const std::string& user) {
  const auto link = ++last_link_;
  Connection connection;
  connection.client = &client;
  connection.user = user;
  connections_.emplace(link, std::move(connection));
  schedule_.after(latency(), [this, link] { knock(link); });
  return link;
}

void Network::knock(LinkNumber link) {
  auto* connection = find(link);
  if (connection == nullptr || connection->client == nullptr) return forget_if_over(link);
  if (is_cut_off(*connection)) {
    // Either the system says so at once, or the client waits for an answer that never comes.
    if (dice_.chance(0.5)) tell_client(link, latency());
    return;
  }
  if (!relay_->listens()) return tell_client(link, latency());
  connection->relay_has_it = true;
  relay_->on_accept(link);
  schedule_.after(latency(), [this, link] {
    auto* accepted = find(link);
    if (accepted != nullptr && accepted->client != nullptr) accepted->client->on_link_up(link);
  });
}

// --- Frames

void Network::send_up(LinkNumber link, Bytes frame) {
  auto* connection = find(link);
  if (connection == nullptr || connection->client == nullptr) return;
  if (!connection->relay_has_it) {
    // The other end is gone: if anything gets through, its system answers with a reset.
    if (!is_cut_off(*connection)) tell_client(link, latency());
    return;
  }
  carry(link, connection->up, std::move(frame), true);
}

void Network::send_down(LinkNumber link, Bytes frame) {
  auto* connection = find(link);
  if (connection == nullptr || !connection->relay_has_it) return;
  carry(link, connection->down, std::move(frame), false);
}

/// True: the frame does not arrive.
bool Network::mishap(LinkNumber link, Connection& connection, Stream& stream) {
  if (stream.dead) return true;
  if (is_cut_off(connection) || dice_.chance(faults_.cut)) {
    cut(link, connection);
    return true;
  }
  if (!dice_.chance(faults_.drop)) return false;
  connection.sound = false;
  trace_.note(schedule_.now(), name_of(link), "a frame is lost");
  return true;
}

void Network::carry(LinkNumber link, Stream& stream, Bytes frame, bool upwards) {
  auto& connection = connections_.at(link);
  if (mishap(link, connection, stream)) return;
  if (dice_.chance(faults_.duplicate)) {
    connection.sound = false;
    arrive_after(link, latency(), frame, upwards);
  }
  auto at = schedule_.now() + latency();
  if (dice_.chance(faults_.reorder)) {
    connection.sound = false;
  } else {
    at = std::max(at, stream.last_arrival);
    stream.last_arrival = at;
  }
  arrive_after(link, at - schedule_.now(), std::move(frame), upwards);
}

void Network::arrive_after(LinkNumber link, Duration delay, Bytes frame, bool upwards) {
  schedule_.after(delay, [this, link, frame = std::move(frame), upwards]() mutable {
    arrive(link, std::move(frame), upwards);
  });
}

void Network::arrive(LinkNumber link, Bytes frame, bool upwards) {
  auto* connection = find(link);
  if (connection == nullptr) return;
  if (upwards && connection->relay_has_it) relay_->on_frame(link, std::move(frame));
  if (!upwards && connection->client != nullptr) connection->client->on_frame(link, std::move(frame));
}

// --- Ends

void Network::tell_relay(LinkNumber link, Duration delay) {
  schedule_.after(delay, [this, link] {
    auto* connection = find(link);
    if (connection == nullptr || !connection->relay_has_it) return;
    connection->relay_has_it = false;
    relay_->on_closed(link);
    forget_if_over(link);
  });
}

void Network::tell_client(LinkNumber link, Duration delay) {
  schedule_.after(delay, [this, link] {
    auto* connection = find(link);
    if (connection == nullptr || connection->client == nullptr) return;
    auto* client = std::exchange(connection->client, nullptr);
    forget_if_over(link);
    client->on_link_down(link);
  });
}

void Network::cut(LinkNumber link, Connection& connection) {
  connection.sound = false;
  connection.up.dead = true;
  connection.down.dead = true;
  trace_.note(schedule_.now(), name_of(link), "is cut");
  tell_relay(link, dice_.between(Duration{0}, relay_notices));
  if (dice_.chance(faults_.half_open)) {
    connection.dead_since = schedule_.now();
  } else {
    tell_client(link, dice_.between(Duration{0}, client_notices));
  }
}

void Network::leave(LinkNumber link) {
  auto* connection = find(link);
  if (connection == nullptr) return;
  connection->client = nullptr;
  const bool unheard = connection->up.dead || is_cut_off(*connection);
  const auto behind = std::max(connection->up.last_arrival, schedule_.now() + latency()) - schedule_.now();
  tell_relay(link, unheard ? dice_.between(Duration{0}, relay_notices) : behind);
  forget_if_over(link);
}

void Network::close(LinkNumber link) {
  auto* connection = find(link);
  if (connection == nullptr || !connection->relay_has_it) return;
  const auto behind = std::max(connection->down.last_arrival, schedule_.now() + latency()) - schedule_.now();
  tell_relay(link, Duration{0});
  if (!connection->down.dead && !is_cut_off(*connection)) tell_client(link, behind);
}

void Network::reset_all() {
  std::vector<LinkNumber> links;
  for (auto& [link, connection] : connections_) {
    if (!connection.relay_has_it) continue;
    connection.relay_has_it = false;
    connection.sound = false;
    links.push_back(link);
  }
  for (const auto link : links) {
    auto& connection = connections_.at(link);
    const bool cut_before = connection.down.dead;
    const bool heard = !cut_before && !is_cut_off(connection) && !dice_.chance(faults_.half_open);
    if (heard) tell_client(link, latency());
    if (!heard && !cut_before) connection.dead_since = schedule_.now();
    connection.up.dead = true;
    connection.down.dead = true;
    forget_if_over(link);
  }
}

// --- The world's weather

void Network::isolate(const std::string& user) {
  isolated_.insert(user);
  for (auto& [link, connection] : connections_) {
    if (connection.user == user && connection.sound) cut(link, connection);
  }
}

void Network::reach(const std::string& user) { isolated_.erase(user); }

void Network::heal() {
  faults_ = NetworkFaults{};
  isolated_.clear();
  for (auto& [link, connection] : connections_) {
    if (!connection.sound && !connection.dead_since) cut(link, connection);
  }
}

std::optional<std::string> Network::find_deceived(Duration longer) const {
  for (const auto& [link, connection] : connections_) {
    const bool held = connection.client != nullptr && connection.dead_since;
    if (held && schedule_.now() - *connection.dead_since > longer) return connection.user;
  }
  return std::nullopt;
}

}  // namespace sotto::simulation
