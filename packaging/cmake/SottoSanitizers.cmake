# SOTTO_SANITIZE=address (with undefined behaviour), thread, or fuzzer (clang: address, and counters for libFuzzer), for
# every target of ours.
if(SOTTO_SANITIZE STREQUAL "address")
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
elseif(SOTTO_SANITIZE STREQUAL "thread")
  add_compile_options(-fsanitize=thread -fno-omit-frame-pointer)
  add_link_options(-fsanitize=thread)
elseif(SOTTO_SANITIZE STREQUAL "fuzzer")
  add_compile_options(-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
elseif(SOTTO_SANITIZE)
  message(FATAL_ERROR "SOTTO_SANITIZE is '${SOTTO_SANITIZE}'; address, thread or fuzzer")
endif()
