# Some two hundred programs are linked, almost all of them tests: with lld, if it is there, in a quarter of the time.
find_program(SOTTO_LLD ld.lld)
if(SOTTO_LLD AND NOT EMSCRIPTEN)
  add_link_options(-fuse-ld=lld)
endif()
