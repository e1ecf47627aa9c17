// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "sotto/store/client_store.hpp"

namespace sotto::simulation {

/// A device of the world, by its label.
struct Place {
  std::string label;
  Address address;
  bool late = false;  ///< came in the midst of the world: what it has to show is said in the end
};

/// One text that somebody has sent, and what became of it.
struct Said {
  std::string text;
  std::string author;  ///< the label of the device that it was typed on
  Username from;
  Username to;
  std::uint64_t ordinal = 0;                                 ///< among all that this device has said
  std::optional<MessageId> id;                               ///< once its author's device has committed it
  store::MessageState state = store::MessageState::waiting;  ///< at its author
  bool refused = false;             ///< for now: it is sent again, behind others that were not
  std::set<Username> accepted_for;  ///< whose devices the relay has answered for
  std::set<std::string> shown;
  std::set<std::string> asked_again;  ///< devices that could not read it and have written that down
  std::set<std::string> missing;      ///< devices that have to show it and do not yet
  Lasting lasting = {};
  std::set<std::string> edits = {};  ///< texts that it was given since
  bool taken_back = false;           ///< by its author, for everyone
  bool forgotten = false;            ///< perhaps: the relay went back to a backup after it was taken
  bool receipt_lost = false;         ///< perhaps: it did so after it was said

  [[nodiscard]] bool has_been(const std::string& body) const { return body == text || edits.count(body) > 0; }
};

/// What was said in a world, and where it is to be seen: on every device of whom it is for, and on the
/// author's other devices.
class History {
 public:
  void add_place(Place place) { places_.push_back(std::move(place)); }
  [[nodiscard]] const std::vector<Place>& places() const { return places_; }
  [[nodiscard]] const Place& place(const std::string& label) const;

  Said& say(const std::string& author, const Username& to, const std::string& text, Lasting lasting = {});
  /// The author's device did not take it.
  void take_back(const std::string& text);
  [[nodiscard]] Said* find(const std::string& text);
  [[nodiscard]] Said* find(const MessageId& id);
  void name(Said& said, const MessageId& id);

  /// This user never says anything to the other, who stays a stranger with a request.
  void ignore(const std::string& user, const std::string& other) { ignored_.insert({user, other}); }
  [[nodiscard]] bool ignores(const Username& user, const Username& other) const {
    return ignored_.count({user.text(), other.text()}) > 0;
  }
  /// What this user does makes the other one somebody they know.
  void answer(const Username& user, const Username& other) { answered_.insert({user, other}); }
  [[nodiscard]] bool has_answered(const Username& user, const Username& other) const {
    return answered_.count({user, other}) > 0;
  }

  [[nodiscard]] const std::map<std::string, Said>& all() const { return said_; }
  [[nodiscard]] std::map<std::string, Said>& all() { return said_; }

 private:
  std::vector<Place> places_;
  std::map<std::string, Said> said_;  ///< by text: no two are alike
  std::map<MessageId, std::string> by_id_;
  std::map<std::string, std::uint64_t> last_ordinal_;
  std::set<std::pair<std::string, std::string>> ignored_;
  std::set<std::pair<Username, Username>> answered_;
};

}  // namespace sotto::simulation
