// SPDX-License-Identifier: GPL-3.0-or-later
#include "relay_process.hpp"

#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <thread>

namespace sotto::testing {
namespace {

std::string text_of_file(const std::filesystem::path& path) {
  std::ifstream file{path, std::ios::binary};
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace

RelayProcess::RelayProcess(Options options) : options_{std::move(options)} { start(); }

RelayProcess::~RelayProcess() { kill(); }

void RelayProcess::start() {
  std::filesystem::create_directories(data());
  std::ofstream{options_.folder / "relay.yaml"} << options_.configuration;
  const std::vector<std::string> words{options_.binary.string(),
                                       "serve",
                                       "--config",
                                       (options_.folder / "relay.yaml").string(),
                                       "--listen",
                                       "127.0.0.1:" + std::to_string(options_.port),
                                       "--data-dir",
                                       data().string()};
  std::filesystem::remove(log());  // the ready line of the relay before must not count for this one
  pid_ = fork();
  if (pid_ < 0) throw std::runtime_error{"fork"};
  if (pid_ == 0) become_relay(words);
  wait_until_ready();
}

void RelayProcess::become_relay(const std::vector<std::string>& words) const {
  std::vector<char*> arguments;
  for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  const int out = open(log().c_str(), O_CREAT | O_WRONLY | O_TRUNC, 0600);
  dup2(out, STDOUT_FILENO);
  dup2(out, STDERR_FILENO);
  if (options_.core) {
    cpu_set_t cores;
    CPU_ZERO(&cores);
    CPU_SET(static_cast<unsigned>(*options_.core), &cores);
    sched_setaffinity(0, sizeof cores, &cores);
  }
  if (options_.max_descriptors) {
    const rlimit limit{*options_.max_descriptors, *options_.max_descriptors};
    setrlimit(RLIMIT_NOFILE, &limit);
  }
  for (const auto& [name, value] : options_.environment) setenv(name.c_str(), value.c_str(), 1);
  execv(arguments[0], arguments.data());
  _exit(127);
}

void RelayProcess::wait_until_ready() {
  const std::string mark = "://127.0.0.1:";
  for (int i = 0; i < 400; ++i) {
    const auto text = text_of_file(log());
    const auto ready = text.find("Sotto is ready: http");
    const auto at = ready == std::string::npos ? ready : text.find(mark, ready);
    if (at != std::string::npos && text.find('\n', at) != std::string::npos) {
      options_.port = static_cast<std::uint16_t>(std::stoi(text.substr(at + mark.size())));
      return;
    }
    if (waitpid(pid_, nullptr, WNOHANG) == pid_) {
      pid_ = -1;
      throw std::runtime_error{"the relay ended: " + text};
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{50});
  }
  throw std::runtime_error{"the relay did not get ready: " + text_of_file(log())};
}

void RelayProcess::kill() {
  if (pid_ < 0) return;
  ::kill(pid_, SIGKILL);
  waitpid(pid_, nullptr, 0);
  pid_ = -1;
}

int RelayProcess::wait_for_end() {
  int status = 0;
  for (int i = 0; i < 400 && waitpid(pid_, &status, WNOHANG) == 0; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds{50});
    if (i == 399) kill();
  }
  if (pid_ < 0) return 128 + SIGKILL;
  pid_ = -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

void RelayProcess::signal(int number) const { ::kill(pid_, number); }

std::uint64_t RelayProcess::resident_bytes() const {
  std::istringstream fields{text_of_file("/proc/" + std::to_string(pid_) + "/statm")};
  std::uint64_t total = 0;
  std::uint64_t resident = 0;
  fields >> total >> resident;
  return resident * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

double RelayProcess::cpu_seconds() const {
  const auto text = text_of_file("/proc/" + std::to_string(pid_) + "/stat");
  std::istringstream fields{text.substr(text.rfind(')') + 2)};
  std::string skipped;
  for (int i = 0; i < 11; ++i) fields >> skipped;  // state … cmajflt
  double user = 0;
  double system = 0;
  fields >> user >> system;
  return (user + system) / static_cast<double>(sysconf(_SC_CLK_TCK));
}

}  // namespace sotto::testing
