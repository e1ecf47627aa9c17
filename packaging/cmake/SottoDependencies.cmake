# The third-party libraries as imported targets, the same names for native and wasm:
#   sotto_dep::crypto         libcrypto of OpenSSL 3.5, static
#   sotto_dep::ssl            libssl, native only
#   sotto_dep::signal         libsignal-protocol-c, static
#   sotto_dep::sqlcipher      #include <sqlcipher/sqlite3.h>; never beside Debian's sqlite3 in one program
#   sotto_dep::protobuf_lite  native: Debian's; wasm: built here
# and sotto_protobuf(<target> IMPORT_DIR <dir> FILES a.proto …), which generates code and adds it to <target>.

set(SOTTO_DEPS_SCRIPT ${PROJECT_SOURCE_DIR}/packaging/deps/build)
set(_sotto_libraries openssl signal sqlcipher)
if(EMSCRIPTEN)
  set(SOTTO_DEPS_TARGET wasm)
  list(APPEND _sotto_libraries protobuf)
else()
  set(SOTTO_DEPS_TARGET native)
endif()
execute_process(COMMAND ${SOTTO_DEPS_SCRIPT} --prefix ${SOTTO_DEPS_TARGET} ${_sotto_libraries}
  OUTPUT_VARIABLE _sotto_prefixes OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
string(REPLACE "\n" ";" _sotto_prefixes "${_sotto_prefixes}")

# The recipes decide where a library lies; a change there must configure again.
file(GLOB_RECURSE _sotto_recipes CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/packaging/deps/recipes/* ${PROJECT_SOURCE_DIR}/packaging/deps/patches/*)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS
  ${_sotto_recipes} ${SOTTO_DEPS_SCRIPT} ${PROJECT_SOURCE_DIR}/packaging/deps/sources.lock)

function(_sotto_find_library target library archive)
  list(FIND _sotto_libraries ${library} index)
  list(GET _sotto_prefixes ${index} prefix)
  if(NOT EXISTS ${prefix}/.complete)
    message(FATAL_ERROR "${library} for ${SOTTO_DEPS_TARGET} is not built yet: run packaging/deps/build ${SOTTO_DEPS_TARGET}")
  endif()
  add_library(sotto_dep::${target} STATIC IMPORTED GLOBAL)
  set_target_properties(sotto_dep::${target} PROPERTIES
    IMPORTED_LOCATION ${prefix}/lib/${archive}
    INTERFACE_INCLUDE_DIRECTORIES ${prefix}/include)
  # Another libcrypto may live in the same process (Qt's TLS plugin loads Debian's): ours must not be seen from outside. With
  # clang's sanitizers it has to be: their malloc is in such a library, and must be everybody's.
  if(NOT EMSCRIPTEN AND NOT SOTTO_SANITIZE STREQUAL "fuzzer")
    target_link_options(sotto_dep::${target} INTERFACE -Wl,--exclude-libs,ALL)
  endif()
endfunction()

_sotto_find_library(crypto openssl libcrypto.a)
_sotto_find_library(signal signal libsignal-protocol-c.a)
_sotto_find_library(sqlcipher sqlcipher libsqlcipher.a)
target_link_libraries(sotto_dep::signal INTERFACE sotto_dep::crypto)
target_link_libraries(sotto_dep::sqlcipher INTERFACE sotto_dep::crypto)
target_compile_definitions(sotto_dep::sqlcipher INTERFACE SQLITE_HAS_CODEC)  # declares sqlite3_key_v2

if(EMSCRIPTEN)
  _sotto_find_library(protobuf_lite protobuf libprotobuf-lite.a)
else()
  set(THREADS_PREFER_PTHREAD_FLAG ON)
  find_package(Threads REQUIRED)
  target_link_libraries(sotto_dep::crypto INTERFACE Threads::Threads ${CMAKE_DL_LIBS})
  target_link_libraries(sotto_dep::sqlcipher INTERFACE m)
  _sotto_find_library(ssl openssl libssl.a)
  target_link_libraries(sotto_dep::ssl INTERFACE sotto_dep::crypto)
  find_library(SOTTO_PROTOBUF_LITE protobuf-lite REQUIRED)
  add_library(sotto_dep::protobuf_lite INTERFACE IMPORTED GLOBAL)
  target_link_libraries(sotto_dep::protobuf_lite INTERFACE ${SOTTO_PROTOBUF_LITE} Threads::Threads)
endif()

find_program(SOTTO_PROTOC protoc REQUIRED)

# The generated code is a target of its own, so that our warnings don't apply to it. Its headers are visible to <target> alone.
function(sotto_protobuf target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "IMPORT_DIR" "FILES")
  if(NOT arg_IMPORT_DIR)
    set(arg_IMPORT_DIR ${CMAKE_CURRENT_SOURCE_DIR}/proto)
  endif()
  get_filename_component(import_dir ${arg_IMPORT_DIR} ABSOLUTE)
  set(out ${CMAKE_CURRENT_BINARY_DIR}/proto)
  file(MAKE_DIRECTORY ${out})
  set(inputs "")
  set(outputs "")
  foreach(file IN LISTS arg_FILES arg_UNPARSED_ARGUMENTS)
    get_filename_component(path ${file} ABSOLUTE)
    file(RELATIVE_PATH name ${import_dir} ${path})
    string(REGEX REPLACE "\\.proto$" "" stem ${name})
    list(APPEND inputs ${path})
    list(APPEND outputs ${out}/${stem}.pb.cc ${out}/${stem}.pb.h)
  endforeach()
  add_custom_command(OUTPUT ${outputs}
    COMMAND ${SOTTO_PROTOC} --proto_path=${import_dir} --cpp_out=lite:${out} ${inputs}
    DEPENDS ${inputs} VERBATIM)
  add_library(${target}_protobuf OBJECT ${outputs})
  target_include_directories(${target}_protobuf SYSTEM PUBLIC ${out})
  target_compile_options(${target}_protobuf PRIVATE -w)
  target_link_libraries(${target}_protobuf PUBLIC sotto_dep::protobuf_lite)
  target_sources(${target} PRIVATE $<TARGET_OBJECTS:${target}_protobuf>)
  target_include_directories(${target} SYSTEM PRIVATE ${out})
  target_link_libraries(${target} PUBLIC sotto_dep::protobuf_lite)
  add_dependencies(${target} ${target}_protobuf)
endfunction()
