# cmake -DVALGRIND=… -DPROGRAM=… -DCASE=… -DSUPPRESSIONS=… -DREPORT=file [-DLEAK=function] -P check.cmake
# Runs one case under memcheck. Without LEAK it has to report nothing. With LEAK it has to report a branch or an address that
# depends on a secret, in this function and not just anywhere: whatever else goes wrong is no proof that leaks are seen.
execute_process(
  COMMAND ${VALGRIND} --tool=memcheck --leak-check=no --num-callers=20 --error-exitcode=99
    --suppressions=${SUPPRESSIONS} --log-file=${REPORT} ${PROGRAM} ${CASE}
  RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE complaint)
file(READ ${REPORT} report)
if(NOT output MATCHES "${CASE}: done")
  message(FATAL_ERROR "${CASE} did not get to its end (${status}): ${output}${complaint}\n${report}")
endif()
if(NOT LEAK)
  if(NOT status EQUAL 0 OR NOT report MATCHES "ERROR SUMMARY: 0 errors")
    message(FATAL_ERROR "${CASE} depends on a secret (${status}):\n${report}")
  endif()
elseif(NOT status EQUAL 99)
  message(FATAL_ERROR "${CASE}: memcheck has reported nothing (${status}):\n${report}")
elseif(NOT report MATCHES "(Conditional jump or move depends on|Use of) uninitialised value[^\n]*\n==[0-9]+== +at 0x[0-9A-F]+: ${LEAK}\\(")
  message(FATAL_ERROR "${CASE}: memcheck has not reported ${LEAK}:\n${report}")
endif()
message(STATUS "${output}")
