// SPDX-License-Identifier: GPL-3.0-or-later
#include "canary_scan.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>

namespace sotto::testing {
namespace {

struct Spelling {
  std::string name;
  std::string text;
};

std::string hexadecimal(std::string_view text, std::string_view digits) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    out.push_back(digits[byte >> 4U]);
    out.push_back(digits[byte & 15U]);
  }
  return out;
}

/// The characters of base64 that depend on the text alone when `before` unknown bytes come first.
std::string base64_core(std::string_view text, std::size_t before, std::string_view last_digits) {
  const std::string digits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789" + std::string{last_digits};
  const std::string whole = std::string(before, '\0') + std::string{text};
  std::string out;
  for (std::size_t bit = 0; bit + 6 <= whole.size() * 8; bit += 6) {
    unsigned value = 0;
    for (std::size_t i = bit; i < bit + 6; ++i) {
      value = value << 1U | ((static_cast<unsigned char>(whole[i / 8]) >> (7U - i % 8)) & 1U);
    }
    if (bit >= before * 8) out.push_back(digits[value]);
  }
  return out;
}

std::vector<Spelling> spellings_of(std::string_view text) {
  std::string wide;
  for (const char c : text) wide += {c, '\0'};
  std::vector<Spelling> spellings{{"as it is", std::string{text}},
                                  {"UTF-16", wide},
                                  {"hexadecimal", hexadecimal(text, "0123456789abcdef")},
                                  {"HEXADECIMAL", hexadecimal(text, "0123456789ABCDEF")}};
  for (std::size_t before = 0; before < 3; ++before) {
    spellings.push_back({"base64", base64_core(text, before, "+/")});
    spellings.push_back({"base64url", base64_core(text, before, "-_")});
  }
  return spellings;
}

void add(std::vector<Finding>& to, std::vector<Finding> more) {
  std::move(more.begin(), more.end(), std::back_inserter(to));
}

struct Mapping {
  std::uintptr_t begin = 0;
  std::uintptr_t end = 0;
  bool is_stack = false;  ///< of the first thread
};

std::vector<Mapping> readable_mappings(pid_t process) {
  std::ifstream maps{"/proc/" + std::to_string(process) + "/maps"};
  std::vector<Mapping> mappings;
  for (std::string line; std::getline(maps, line);) {
    std::istringstream fields{line};
    Mapping mapping;
    char dash = 0;
    std::string access;
    fields >> std::hex >> mapping.begin >> dash >> mapping.end >> access;
    // [vvar] and [vsyscall] are the kernel's, and cannot be read from outside.
    mapping.is_stack = line.find("[stack]") != std::string::npos;
    if (access.front() == 'r' && line.find("[v") == std::string::npos) mappings.push_back(mapping);
  }
  return mappings;
}

std::string read_memory(int memory, const Mapping& mapping) {
  std::string bytes(mapping.end - mapping.begin, '\0');
  std::size_t done = 0;
  while (done < bytes.size()) {
    const auto size =
        pread(memory, bytes.data() + done, bytes.size() - done, static_cast<off_t>(mapping.begin + done));
    if (size <= 0) break;
    done += static_cast<std::size_t>(size);
  }
  bytes.resize(done);
  return bytes;
}

}  // namespace

std::vector<Finding> scan_bytes(std::string_view bytes, const std::string& place,
                                const std::vector<Canary>& canaries) {
  std::vector<Finding> findings;
  for (const auto& canary : canaries) {
    for (const auto& spelling : spellings_of(canary.text)) {
      if (bytes.find(spelling.text) != std::string_view::npos)
        findings.push_back({canary.name, place, spelling.name});
    }
  }
  return findings;
}

std::vector<Finding> scan_folder(const std::filesystem::path& folder, const std::vector<Canary>& canaries) {
  std::vector<Finding> findings;
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator{folder}) {
    if (!entry.is_regular_file()) continue;
    ++files;
    std::ifstream file{entry.path(), std::ios::binary};
    const std::string bytes{std::istreambuf_iterator<char>{file}, {}};
    add(findings, scan_bytes(bytes, entry.path().filename().string(), canaries));
  }
  if (files == 0) throw std::runtime_error{"there is no file to scan"};
  return findings;
}

std::vector<Finding> scan_memory(pid_t process, const std::vector<Canary>& canaries) {
  const int memory = open(("/proc/" + std::to_string(process) + "/mem").c_str(), O_RDONLY | O_CLOEXEC);
  if (memory < 0) throw std::runtime_error{"the memory cannot be read"};
  std::vector<Finding> findings;
  std::size_t size = 0;
  for (const auto& mapping : readable_mappings(process)) {
    const auto bytes = read_memory(memory, mapping);
    size += bytes.size();
    add(findings, scan_bytes(bytes, mapping.is_stack ? "stack" : "memory", canaries));
  }
  close(memory);
  constexpr std::size_t least_of_a_relay = 1 << 20;
  if (size < least_of_a_relay) throw std::runtime_error{"hardly any memory could be read"};
  return findings;
}

std::string describe(const std::vector<Finding>& findings) {
  std::string text;
  for (const auto& finding : findings) {
    text += finding.canary + " in " + finding.place + " (" + finding.spelling + ")\n";
  }
  return text;
}

}  // namespace sotto::testing
