// SPDX-License-Identifier: GPL-3.0-or-later
#include <csignal>
#include <cstdio>
#include <iostream>
#include <map>
#include <optional>
#include <string_view>

#include "app/admin.hpp"
#include "app/application.hpp"

namespace {

using namespace sotto::relay::app;

constexpr std::string_view usage =
    "sotto-relay: the relay of Sotto. It carries messages that it cannot read.\n"
    "\n"
    "  sotto-relay serve [--config FILE] [--listen ADDRESS:PORT] [--data-dir FOLDER] [--web-root FOLDER]\n"
    "  sotto-relay config                     prints every setting with its default and meaning\n"
    "  sotto-relay news add --title TEXT --text TEXT [--config FILE] [--data-dir FOLDER]\n"
    "  sotto-relay user delete NAME [--config FILE] [--data-dir FOLDER]\n"
    "\n"
    "The admin commands (news, user) need the relay to be stopped.\n";

int fail(std::string_view sentence) {
  std::cerr << "sotto-relay: " << sentence << '\n';
  return 1;
}

struct CommandLine {
  std::vector<std::string> words;
  std::map<std::string, std::string> options;
};

std::variant<CommandLine, Complaint> parse(int count, char** values) {
  CommandLine line;
  for (int i = 1; i < count; ++i) {
    const std::string word = values[i];
    if (word.rfind("--", 0) != 0) {
      line.words.push_back(word);
      continue;
    }
    if (const auto equals = word.find('='); equals != std::string::npos) {
      line.options[word.substr(0, equals)] = word.substr(equals + 1);
    } else if (i + 1 < count) {
      line.options[word] = values[++i];
    } else {
      return Complaint{"The option " + word + " needs a value."};
    }
  }
  return line;
}

/// File first, then the command line over it.
std::variant<Config, Complaint> configure(CommandLine& line) {
  Config config;
  if (const auto file = line.options.extract("--config")) {
    auto read = read_config(file.mapped(), config);
    if (std::holds_alternative<Complaint>(read)) return read;
    config = std::get<Config>(std::move(read));
  }
  if (const auto listen = line.options.extract("--listen")) {
    if (!parse_listen(listen.mapped(), config)) return Complaint{"--listen wants ADDRESS:PORT, as in 127.0.0.1:8080."};
  }
  if (const auto folder = line.options.extract("--data-dir")) config.data_dir = folder.mapped();
  if (const auto folder = line.options.extract("--web-root")) config.web_root = folder.mapped();
  return config;
}

int serve(const Config& config) {
  // Signals are waited for here; every thread that is started later inherits the mask.
  sigset_t signals;
  sigemptyset(&signals);
  for (const int signal : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&signals, signal);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);  // a limit on file sizes is an error like a full disk, not a core dump

  auto opened = Application::open(config);
  if (const auto* complaint = std::get_if<Complaint>(&opened)) return fail(complaint->sentence);
  auto& application = *std::get<0>(opened);
  application.start();
  std::cout << "Sotto is ready: " << application.url() << std::endl;
  for (int signal = 0;;) {
    sigwait(&signals, &signal);
    if (signal != SIGHUP) break;
    application.reload();
  }
  application.shut_down();
  return 0;
}

int run(CommandLine line) {
  if (line.words.empty() || line.words[0] == "help") {
    std::cout << usage;
    return line.words.empty() ? 1 : 0;
  }
  if (line.words[0] == "config") {
    std::cout << default_config_text();
    return 0;
  }
  auto config = configure(line);
  if (const auto* complaint = std::get_if<Complaint>(&config)) return fail(complaint->sentence);
  if (line.words[0] == "serve" && line.words.size() == 1) {
    if (!line.options.empty()) return fail("There is no option " + line.options.begin()->first + ".");
    return serve(std::get<Config>(config));
  }
  if (const auto outcome = admin(line.words, line.options, std::get<Config>(config))) {
    return outcome->sentence.empty() ? 0 : fail(outcome->sentence);
  }
  return fail("There is no command '" + line.words[0] + "'. Run sotto-relay help.");
}

}  // namespace

int main(int count, char** values) {
  try {
    auto line = parse(count, values);
    if (const auto* complaint = std::get_if<Complaint>(&line)) return fail(complaint->sentence);
    return run(std::get<CommandLine>(std::move(line)));
  } catch (const std::exception&) {   // out of memory or threads at the start
    return fail("The machine lacks the memory or threads to start.");
  }
}
