# sotto_add_qt_test(<name> <source …> LIBS <library …> [LABELS <label …>] [TIMEOUT <seconds>] [QT <Qt6 component …>])
# One Qt Test program = one ctest entry. Its result of every test function goes to <build>/qt-tests/<name>.xml (JUnit),
# which ./dev test counts. Native only.

# Qt::Test tells each program the absolute path of its folder; without that, another clone finds the objects in ccache.
function(_sotto_forget_qt_test_folders)
  get_target_property(definitions Qt6::Test INTERFACE_COMPILE_DEFINITIONS)
  list(FILTER definitions EXCLUDE REGEX "QT_TESTCASE_(BUILD|SOURCE)DIR")
  set_target_properties(Qt6::Test PROPERTIES INTERFACE_COMPILE_DEFINITIONS "${definitions}")
endfunction()

function(sotto_add_qt_test name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "TIMEOUT" "LIBS;LABELS;QT")
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 120)
  endif()
  find_package(Qt6 REQUIRED COMPONENTS Core Test ${arg_QT})
  _sotto_forget_qt_test_folders()
  add_executable(${name} ${arg_UNPARSED_ARGUMENTS})
  set_target_properties(${name} PROPERTIES AUTOMOC ON)
  target_link_libraries(${name} PRIVATE Qt6::Core Qt6::Test ${arg_LIBS})
  foreach(component IN LISTS arg_QT)
    target_link_libraries(${name} PRIVATE Qt6::${component})
  endforeach()
  sotto_warnings(${name})
  set(results ${PROJECT_BINARY_DIR}/qt-tests)
  file(MAKE_DIRECTORY ${results})
  add_test(NAME ${name} COMMAND ${name} -o -,txt -o ${results}/${name}.xml,junitxml)
  set_tests_properties(${name} PROPERTIES
    TIMEOUT ${arg_TIMEOUT} LABELS "${arg_LABELS}"
    ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;QTEST_FUNCTION_TIMEOUT=${arg_TIMEOUT}000")
endfunction()
