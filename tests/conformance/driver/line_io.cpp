// SPDX-License-Identifier: GPL-3.0-or-later
#include "line_io.hpp"

#ifdef __EMSCRIPTEN__

#include <emscripten.h>

#include <cstdlib>

// Node's own synchronous calls: emscripten's standard input doesn't wait for a pipe.
// clang-format off
EM_JS(char*, sotto_read_line, (), {
  const fs = require('fs');
  const input = Module.sottoInput = Module.sottoInput || { rest: Buffer.alloc(0), ended: false };
  const chunk = Buffer.alloc(65536);
  let end = input.rest.indexOf(10);
  while (end < 0 && !input.ended) {
    let count = 0;
    try {
      count = fs.readSync(0, chunk, 0, chunk.length, null);
      input.ended = count === 0;
    } catch (error) {
      if (error.code === 'EOF')
        input.ended = true;
      else if (error.code === 'EAGAIN')
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
      else
        throw error;
    }
    const from = input.rest.length;
    input.rest = Buffer.concat([input.rest, chunk.subarray(0, count)]);
    end = input.rest.indexOf(10, from);
  }
  if (end < 0 && input.rest.length === 0) return 0;
  const size = end < 0 ? input.rest.length : end;
  const line = input.rest.subarray(0, size);
  const out = _malloc(size + 5);
  HEAPU8.set(line, out + 4);
  HEAPU8[out + 4 + size] = 0;
  HEAP32[out >> 2] = size;
  input.rest = input.rest.subarray(end < 0 ? size : end + 1);
  return out;
});
// clang-format on

// clang-format off
EM_JS(void, sotto_write_line, (const char* data, int size), {
  const fs = require('fs');
  const line = Buffer.from(HEAPU8.slice(data, data + size));
  for (let done = 0; done < line.length;) {
    try {
      done += fs.writeSync(1, line, done);
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
});
// clang-format on

#else

#include <iostream>

#endif

namespace sotto::conformance {

#ifdef __EMSCRIPTEN__

std::optional<std::string> read_line() {
  // The length, then the characters.
  char* raw = sotto_read_line();
  if (raw == nullptr) return std::nullopt;
  std::string line(raw + 4, static_cast<std::size_t>(*reinterpret_cast<std::int32_t*>(raw)));
  std::free(raw);
  return line;
}

void write_line(std::string_view line) {
  std::string whole{line};
  whole += '\n';
  sotto_write_line(whole.data(), static_cast<int>(whole.size()));
}

#else

std::optional<std::string> read_line() {
  std::string line;
  if (!std::getline(std::cin, line)) return std::nullopt;
  return line;
}

void write_line(std::string_view line) { std::cout << line << '\n' << std::flush; }

#endif

}  // namespace sotto::conformance
