# Debian's emscripten. With a Node that is not Debian's, its optimiser looks for acorn in the wrong place: ./dev sets NODE_PATH.
find_program(EMCC emcc REQUIRED)
get_filename_component(_emcc_real ${EMCC} REALPATH)
get_filename_component(EMSCRIPTEN_ROOT_PATH ${_emcc_real} DIRECTORY)
include(${EMSCRIPTEN_ROOT_PATH}/cmake/Modules/Platform/Emscripten.cmake)
