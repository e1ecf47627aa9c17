# sotto_warnings(<target> …): what we want to hear about our own code. -Werror with SOTTO_WERROR=ON (./dev test, CI).
# GCC 12 sees uninitialised memory in every optional that it inlines (-Wmaybe-uninitialized); the sanitizers look for the real thing.
function(sotto_warnings)
  foreach(target IN LISTS ARGN)
    target_compile_options(${target} PRIVATE
      -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast -Woverloaded-virtual
      -Wnon-virtual-dtor -Wcast-align -Wformat=2 -Wimplicit-fallthrough -Wundef
      $<$<CXX_COMPILER_ID:GNU>:-Wduplicated-cond -Wlogical-op -Wextra-semi -Wno-maybe-uninitialized>
      $<$<BOOL:${SOTTO_WERROR}>:-Werror>)
  endforeach()
endfunction()
