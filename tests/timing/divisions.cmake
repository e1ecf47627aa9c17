# cmake -DAR=… -DOBJDUMP=… -DLIBRARY=libcrypto.a -DOBJECT=file -DMEMBER=name [-DCONTROL=ON] -P divisions.cmake
# A division takes longer for some numbers than for others (KyberSlash), and memcheck says nothing of that. So none may be in the
# object code of ML-KEM. The control is another member of the same library, which divides and has to be found.
set(_division "[ \t](i?div[lq]?|[us]div|i(32|64)\\.(div|rem)_[su])[ \t\n]")

execute_process(COMMAND ${AR} p ${LIBRARY} ${MEMBER} OUTPUT_FILE ${OBJECT} COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${OBJDUMP} -d --no-show-raw-insn ${OBJECT} OUTPUT_VARIABLE code COMMAND_ERROR_IS_FATAL ANY)
string(REGEX MATCHALL "\n[^\n]*${_division}" found "${code}")
string(REGEX MATCHALL "\n" lines "${code}")
list(LENGTH lines instructions)
if(instructions LESS 100)
  message(FATAL_ERROR "${MEMBER} could not be taken apart: ${code}")
elseif(CONTROL AND NOT found)
  message(FATAL_ERROR "no division is seen in ${MEMBER}, which has some")
elseif(NOT CONTROL AND found)
  message(FATAL_ERROR "${MEMBER} divides: ${found}")
endif()
list(LENGTH found divisions)
message(STATUS "${MEMBER}: ${instructions} lines, ${divisions} divisions")
