// SPDX-License-Identifier: GPL-3.0-or-later
// Writes one file of crypto-docs/vectors to standard output.
#include <array>
#include <string>
#include <string_view>

#include "vectors.hpp"

namespace {

using namespace sotto::vectors;

struct File {
  std::string_view name;
  const char* about;
  Json (*make)();
};

constexpr std::array files{
    File{"archive", "An account's archive: crypto-docs/protocol.md, \"The archive\".", archive_log},
    File{"attachment", "Files sealed in chunks: crypto-docs/protocol.md, \"Attachments\".", attachment},
    File{"content", "What is inside a message: crypto-docs/wire-format.md, \"Inside: Content\".",
         message_contents},
    File{"device-list", "Signed lists of devices: crypto-docs/protocol.md, \"The list of devices\".",
         device_list},
    File{"group",
         "Logs of groups and what is said in one: crypto-docs/protocol.md, \"Groups\" and \"Sender keys\".",
         group_logs},
    File{"linking", "A device that is linked: crypto-docs/protocol.md, \"Linking a device\".", linking},
    File{"padding", "Padding of contents: crypto-docs/wire-format.md, \"Inside: Content\".", padding},
    File{"hybrid", "Sealed contents and their epochs: crypto-docs/protocol.md, \"The content layer\".",
         hybrid},
    File{"post", "Posts of open groups: crypto-docs/protocol.md, \"Open groups\".", open_posts},
    File{"session", "Whole messages: crypto-docs/protocol.md. Whoever has Bob's private keys can read them.",
         session},
    File{"safety-code", "What the QR codes of safety numbers say: crypto-docs/protocol.md, \"Safety codes\".",
         safety_code},
    File{"safety-number", "Safety numbers: crypto-docs/protocol.md, \"Safety numbers\".", safety_number}};

Json whole(const File& file) {
  Json all{{"about", file.about}, {"licence", "CC0-1.0"}};
  all.update(file.make());
  return all;
}

}  // namespace

int main(int count, char** arguments) {
  for (const auto& file : files) {
    if (count != 2 || file.name != arguments[1]) continue;
    const std::string text = whole(file).dump(1) + "\n";
    return std::fwrite(text.data(), 1, text.size(), stdout) == text.size() ? 0 : 1;
  }
  std::fputs("Usage: sotto-vectors NAME, one of:\n", stderr);
  for (const auto& file : files) std::fprintf(stderr, "  %s\n", std::string{file.name}.c_str());
  return 2;
}
