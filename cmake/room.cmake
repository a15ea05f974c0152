# room(<name> PURPOSE "…" USES <rooms above> [OWNS <tables>] [LINK <libraries>] [TEST_LINK <libraries>])
#
# The front door of a room: what it is for, which rooms it may use, which tables it alone writes. The build and
# tools/check_*.py read these same lines. Sources are every *.cpp beside the CMakeLists.txt; *_test.cpp go into the
# room's test program; sql/*.sql are embedded as opencarnet::<room>::sql::<file name>.
function(room name)
  cmake_parse_arguments(ROOM "" "PURPOSE" "USES;OWNS;LINK;TEST_LINK" ${ARGN})
  if(NOT ROOM_PURPOSE)
    message(FATAL_ERROR "room ${name}: say its PURPOSE in a sentence")
  endif()
  file(GLOB sources CONFIGURE_DEPENDS *.cpp)
  set(tests ${sources})
  list(FILTER sources EXCLUDE REGEX "_test\\.cpp$")
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")

  file(GLOB queries CONFIGURE_DEPENDS sql/*.sql)
  if(queries)
    embed_queries(${name} "${queries}" generated)
    list(APPEND sources ${generated})
  endif()

  add_library(room_${name} STATIC ${sources})
  target_include_directories(room_${name} PUBLIC "${CMAKE_SOURCE_DIR}/src" "${CMAKE_BINARY_DIR}/generated")
  target_precompile_headers(room_${name} REUSE_FROM pch)
  target_link_libraries(room_${name} PUBLIC fmt::fmt nlohmann_json::nlohmann_json Threads::Threads)
  foreach(used ${ROOM_USES})
    target_link_libraries(room_${name} PUBLIC room_${used})
  endforeach()
  target_link_libraries(room_${name} PUBLIC ${ROOM_LINK})
  add_dependencies(room_${name} generated_code pch_sum)

  if(tests)
    test_program(${name}_test SOURCES ${tests} LINK room_${name} ${ROOM_TEST_LINK})
  endif()
endfunction()

# test_program(<name> SOURCES … LINK …): a GoogleTest program known to ./dev test.
function(test_program name)
  cmake_parse_arguments(TEST "" "" "SOURCES;LINK" ${ARGN})
  add_executable(${name} ${TEST_SOURCES})
  target_precompile_headers(${name} REUSE_FROM pch)
  target_link_libraries(${name} PRIVATE ${TEST_LINK} GTest::gtest GTest::gmock GTest::gtest_main)
  add_test(NAME ${name} COMMAND ${name})
  set_property(GLOBAL APPEND PROPERTY OPENCARNET_TEST_PROGRAMS ${name})
endfunction()
