// SPDX-License-Identifier: GPL-3.0-or-later
#include "options.hpp"

#include <charconv>
#include <limits>
#include <map>
#include <optional>

namespace sotto::simulation {
namespace {

constexpr std::uint64_t any = std::numeric_limits<std::uint64_t>::max();

struct Number {
  std::uint64_t least = 0;
  std::uint64_t most = any;
  std::uint64_t value = 0;
};

std::optional<std::uint64_t> number(const std::string& text) {
  std::uint64_t value = 0;
  const auto* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, value);
  return read.ec == std::errc{} && read.ptr == end ? std::optional{value} : std::nullopt;
}

/// What is wrong with it; "" when nothing is.
std::string take(Number& into, const std::string& name, const std::string* text) {
  const auto value = text == nullptr ? std::nullopt : number(*text);
  if (!value) return name + " needs a number";
  if (*value < into.least || *value > into.most)
    return name + " is from " + std::to_string(into.least) + " to " + std::to_string(into.most);
  into.value = *value;
  return {};
}

}  // namespace

std::string Options::flags() const {
  const auto counted = [](const char* name, std::size_t count) {
    return count == 0 ? std::string{} : std::string{name} + std::to_string(count);
  };
  return std::string{groups ? " --groups" : ""} + (forging ? " --forging" : "") +
         (restored ? " --restored" : "") + (restored_relay ? " --restored-relay" : "") +
         (encrypted ? " --encrypted" : "") + counted(" --users ", population.users) +
         counted(" --devices ", population.devices);
}

std::variant<Options, std::string> parse_options(const std::vector<std::string>& arguments) {
  Options options;
  std::map<std::string, Number> numbers{{"--seeds", {1, any, options.seeds}},
                                        {"--from", {0, any, options.from}},
                                        {"--users", {fewest_users, most_users}},
                                        {"--devices", {1, most_devices}}};
  const std::map<std::string, bool*> switches{{"--groups", &options.groups},
                                              {"--restored", &options.restored},
                                              {"--restored-relay", &options.restored_relay},
                                              {"--encrypted", &options.encrypted},
                                              {"--forging", &options.forging}};
  for (std::size_t at = 0; at < arguments.size(); ++at) {
    const auto& argument = arguments[at];
    const auto counted = numbers.find(argument);
    const auto switched = switches.find(argument);
    if (counted != numbers.end()) {
      const bool last = ++at == arguments.size();
      if (auto wrong = take(counted->second, argument, last ? nullptr : &arguments[at]); !wrong.empty())
        return wrong;
    } else if (switched != switches.end()) {
      *switched->second = true;
    } else if (argument == "--trace") {
      options.mode = Trace::Mode::print;
    } else {
      return "what is " + argument + "?";
    }
  }
  options.seeds = numbers["--seeds"].value;
  options.from = numbers["--from"].value;
  options.population = {numbers["--users"].value, numbers["--devices"].value};
  if (options.forging && !options.groups) return std::string{"--forging is about --groups"};
  if (options.restored_relay && options.restored)
    return std::string{"--restored-relay does not go with --restored"};
  const auto users = options.population.users;
  if (options.groups && users > 0 && users < fewest_users_of_a_group)
    return "--groups needs " + std::to_string(fewest_users_of_a_group) + " users or more";
  return options;
}

}  // namespace sotto::simulation
