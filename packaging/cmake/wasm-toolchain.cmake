# Debian's emscripten. Its optimiser needs acorn, which a Node that is not Debian's doesn't look for in Debian's place.
find_program(EMCC emcc REQUIRED)
get_filename_component(_emcc_real ${EMCC} REALPATH)
get_filename_component(EMSCRIPTEN_ROOT_PATH ${_emcc_real} DIRECTORY)
include(${EMSCRIPTEN_ROOT_PATH}/cmake/Modules/Platform/Emscripten.cmake)
set_property(GLOBAL PROPERTY RULE_LAUNCH_LINK "${CMAKE_COMMAND} -E env NODE_PATH=/usr/share/nodejs")
