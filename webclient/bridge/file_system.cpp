// SPDX-License-Identifier: GPL-3.0-or-later
#include "file_system.hpp"

#include <emscripten.h>
#include <sqlcipher/sqlite3.h>

#include <algorithm>
#include <cstring>
#include <string_view>

#include "web_random.hpp"

// clang-format off
// Every call ends in the worker's own code; a thrown exception must not unwind through SQLite, so it becomes a number.
// Offsets and sizes are doubles: exact up to 2^53, and no 64-bit integer has to cross the border.
EM_JS(int, sotto_files_open, (const char* name), {
  try { return Module.sottoFiles.open(UTF8ToString(name)); } catch (error) { return -1; }
});
EM_JS(void, sotto_files_close, (int file), {
  try { Module.sottoFiles.close(file); } catch (error) {}
});
EM_JS(int, sotto_files_read, (int file, void* into, int size, double at), {
  try { return Module.sottoFiles.read(file, HEAPU8.subarray(into, into + size), at); } catch (error) { return -1; }
});
EM_JS(int, sotto_files_write, (int file, const void* from, int size, double at), {
  try { return Module.sottoFiles.write(file, HEAPU8.subarray(from, from + size), at); } catch (error) { return -1; }
});
EM_JS(int, sotto_files_truncate, (int file, double size), {
  try { Module.sottoFiles.truncate(file, size); return 0; } catch (error) { return -1; }
});
EM_JS(int, sotto_files_flush, (int file), {
  try { Module.sottoFiles.flush(file); return 0; } catch (error) { return -1; }
});
EM_JS(double, sotto_files_size, (int file), {
  try { return Module.sottoFiles.size(file); } catch (error) { return -1; }
});
EM_JS(int, sotto_files_exists, (const char* name), {
  try { return Module.sottoFiles.exists(UTF8ToString(name)) ? 1 : 0; } catch (error) { return -1; }
});
EM_JS(int, sotto_files_remove, (const char* name), {
  try { Module.sottoFiles.remove(UTF8ToString(name)); return 0; } catch (error) { return -1; }
});
EM_JS(int, sotto_files_all_or_nothing, (void), {
  return Module.sottoFiles.allOrNothing ? 1 : 0;
});
// clang-format on

namespace sotto::web {
namespace {

constexpr int longest_path = 512;
constexpr double milliseconds_per_day = 86'400'000.0;
constexpr double julian_day_of_1970 = 2'440'587.5;

/// SQLite allocates these and knows only the first member.
struct File {
  sqlite3_file base;
  int handle;
};

int handle_of(sqlite3_file* file) { return reinterpret_cast<File*>(file)->handle; }

int close_file(sqlite3_file* file) {
  sotto_files_close(handle_of(file));
  return SQLITE_OK;
}

int read_file(sqlite3_file* file, void* into, int size, sqlite3_int64 at) {
  const int read = sotto_files_read(handle_of(file), into, size, static_cast<double>(at));
  if (read < 0) return SQLITE_IOERR_READ;
  if (read == size) return SQLITE_OK;
  std::memset(static_cast<char*>(into) + read, 0, static_cast<std::size_t>(size - read));
  return SQLITE_IOERR_SHORT_READ;
}

int write_file(sqlite3_file* file, const void* from, int size, sqlite3_int64 at) {
  const int written = sotto_files_write(handle_of(file), from, size, static_cast<double>(at));
  if (written == size) return SQLITE_OK;
  return written < 0 ? SQLITE_IOERR_WRITE : SQLITE_FULL;
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
  return sotto_files_truncate(handle_of(file), static_cast<double>(size)) == 0 ? SQLITE_OK
                                                                               : SQLITE_IOERR_TRUNCATE;
}

int sync_file(sqlite3_file* file, int /*flags*/) {
  return sotto_files_flush(handle_of(file)) == 0 ? SQLITE_OK : SQLITE_IOERR_FSYNC;
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
  const double bytes = sotto_files_size(handle_of(file));
  if (bytes < 0) return SQLITE_IOERR_FSTAT;
  *size = static_cast<sqlite3_int64>(bytes);
  return SQLITE_OK;
}

// The worker holds the files exclusively as long as it lives: there is nobody to lock out.
int lock_file(sqlite3_file*, int) { return SQLITE_OK; }

int check_reserved_lock(sqlite3_file*, int* reserved) {
  *reserved = 0;
  return SQLITE_OK;
}

int control_file(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }

int sector_size(sqlite3_file*) { return 4096; }

int device_characteristics(sqlite3_file*) { return SQLITE_IOCAP_UNDELETABLE_WHEN_OPEN; }

constexpr sqlite3_io_methods make_io_methods() {
  sqlite3_io_methods methods{};
  methods.iVersion = 1;
  methods.xClose = close_file;
  methods.xRead = read_file;
  methods.xWrite = write_file;
  methods.xTruncate = truncate_file;
  methods.xSync = sync_file;
  methods.xFileSize = file_size;
  methods.xLock = lock_file;
  methods.xUnlock = lock_file;
  methods.xCheckReservedLock = check_reserved_lock;
  methods.xFileControl = control_file;
  methods.xSectorSize = sector_size;
  methods.xDeviceCharacteristics = device_characteristics;
  return methods;
}

constexpr sqlite3_io_methods io_methods = make_io_methods();

int open_file(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* flags_out) {
  file->pMethods = nullptr;
  if (name == nullptr) return SQLITE_CANTOPEN;  // a temporary file: those are kept in memory
  const int handle = sotto_files_open(name);
  if (handle < 0) return SQLITE_CANTOPEN;
  reinterpret_cast<File*>(file)->handle = handle;
  file->pMethods = &io_methods;
  if (flags_out != nullptr) *flags_out = flags;
  return SQLITE_OK;
}

int delete_file(sqlite3_vfs*, const char* name, int /*sync_directory*/) {
  return sotto_files_remove(name) == 0 ? SQLITE_OK : SQLITE_IOERR_DELETE;
}

int access_file(sqlite3_vfs*, const char* name, int /*flags*/, int* result) {
  *result = sotto_files_exists(name);
  return *result < 0 ? SQLITE_IOERR_ACCESS : SQLITE_OK;
}

int full_path(sqlite3_vfs*, const char* name, int size, char* out) {
  const std::string_view path{name};
  if (path.size() >= static_cast<std::size_t>(size)) return SQLITE_CANTOPEN;
  std::copy(path.begin(), path.end(), out);
  out[path.size()] = '\0';
  return SQLITE_OK;
}

int random_bytes(sqlite3_vfs*, int size, char* out) {
  WebRandom random;
  const auto bytes = std::span{reinterpret_cast<std::uint8_t*>(out), static_cast<std::size_t>(size)};
  return random.fill(bytes).ok() ? size : 0;
}

int sleep_for(sqlite3_vfs*, int) { return 0; }

int current_time(sqlite3_vfs*, double* julian_day) {
  *julian_day = julian_day_of_1970 + emscripten_get_now() / milliseconds_per_day;
  return SQLITE_OK;
}

int last_error(sqlite3_vfs*, int, char*) { return 0; }

sqlite3_vfs make_file_system() {
  sqlite3_vfs vfs{};
  vfs.iVersion = 1;
  vfs.szOsFile = sizeof(File);
  vfs.mxPathname = longest_path;
  vfs.zName = file_system_name;
  vfs.xOpen = open_file;
  vfs.xDelete = delete_file;
  vfs.xAccess = access_file;
  vfs.xFullPathname = full_path;
  vfs.xRandomness = random_bytes;
  vfs.xSleep = sleep_for;
  vfs.xCurrentTime = current_time;
  vfs.xGetLastError = last_error;
  return vfs;
}

}  // namespace

bool register_file_system() {
  static sqlite3_vfs vfs = make_file_system();
  return sqlite3_vfs_register(&vfs, 1) == SQLITE_OK;
}

store::Journal journal_for_files() {
  return sotto_files_all_or_nothing() == 1 ? store::Journal::none : store::Journal::rollback_file;
}

}  // namespace sotto::web
