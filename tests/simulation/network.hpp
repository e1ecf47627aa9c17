// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "dice.hpp"
#include "plan.hpp"
#include "schedule.hpp"
#include "sotto/base/bytes.hpp"
#include "trace.hpp"

namespace sotto::simulation {

using LinkNumber = std::uint64_t;

/// A client's end of its connections.
class ClientEnd {
 public:
  virtual ~ClientEnd() = default;
  virtual void on_link_up(LinkNumber link) = 0;
  virtual void on_link_down(LinkNumber link) = 0;
  virtual void on_frame(LinkNumber link, Bytes frame) = 0;
};

/// The relay's end of all connections.
class RelayEnd {
 public:
  virtual ~RelayEnd() = default;
  [[nodiscard]] virtual bool listens() const = 0;
  virtual void on_accept(LinkNumber link) = 0;
  virtual void on_frame(LinkNumber link, Bytes frame) = 0;
  virtual void on_closed(LinkNumber link) = 0;
};

/// Connections as WebSockets over TCP give them: two ordered streams that end together, though each end
/// learns of it in its own time, or never. On top of that, where the plan says so, what TCP never does.
class Network {
 public:
  Network(Schedule& schedule, Dice dice, const NetworkFaults& faults, Trace& trace)
      : schedule_{schedule}, dice_{dice}, faults_{faults}, trace_{trace} {}
  void attach(RelayEnd& relay) { relay_ = &relay; }

  // The client's end.
  LinkNumber connect(ClientEnd& client, const std::string& user);
  void send_up(LinkNumber link, Bytes frame);
  /// The client closed it, or its process died: nothing more is heard of it there.
  void leave(LinkNumber link);

  // The relay's end.
  void send_down(LinkNumber link, Bytes frame);
  /// Closes behind what was sent.
  void close(LinkNumber link);
  /// The relay's process died: its system resets every connection.
  void reset_all();

  /// Nothing gets to or from this user's devices.
  void isolate(const std::string& user);
  void reach(const std::string& user);
  /// No further faults; connections on which something was lost or mixed up are cut. Half-open ones stay as
  /// they are.
  void heal();
  /// Whose device still holds on to a connection that ended longer ago than this.
  [[nodiscard]] std::optional<std::string> find_deceived(Duration longer) const;

 private:
  /// One of the two directions.
  struct Stream {
    bool dead = false;  ///< what is sent gets lost
    Instant last_arrival{};
  };
  struct Connection {
    ClientEnd* client = nullptr;  ///< null: the client's end is gone
    std::string user;
    bool relay_has_it = false;
    bool sound = true;                  ///< all that was sent arrives, once and in order
    std::optional<Instant> dead_since;  ///< and nobody tells the client
    Stream up;
    Stream down;
  };

  Connection* find(LinkNumber link);
  [[nodiscard]] bool is_cut_off(const Connection& connection) const;
  Duration latency() { return dice_.between(faults_.quickest, faults_.slowest); }
  void knock(LinkNumber link);
  void carry(LinkNumber link, Stream& stream, Bytes frame, bool upwards);
  void arrive_after(LinkNumber link, Duration delay, Bytes frame, bool upwards);
  void arrive(LinkNumber link, Bytes frame, bool upwards);
  bool mishap(LinkNumber link, Connection& connection, Stream& stream);
  void cut(LinkNumber link, Connection& connection);
  void tell_relay(LinkNumber link, Duration delay);
  void tell_client(LinkNumber link, Duration delay);
  void forget_if_over(LinkNumber link);

  Schedule& schedule_;
  Dice dice_;
  NetworkFaults faults_;
  Trace& trace_;
  RelayEnd* relay_ = nullptr;
  LinkNumber last_link_ = 0;
  std::map<LinkNumber, Connection> connections_;
  std::set<std::string> isolated_;
};

}  // namespace sotto::simulation
