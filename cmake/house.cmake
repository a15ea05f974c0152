# What holds for every target: warnings as errors, hardening, compiler cache, linker, one precompiled header.

add_compile_options(-Wall -Wextra -Wpedantic -Werror -Wshadow -Wnon-virtual-dtor -Wconversion -Wsign-conversion
                    -Wold-style-cast)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  add_compile_options(-Wno-maybe-uninitialized) # false alarms of g++ 12 in std::variant and tl::expected
endif()
if(CMAKE_BUILD_TYPE STREQUAL "Release" OR CMAKE_BUILD_TYPE STREQUAL "RelWithDebInfo")
  add_compile_options(-fstack-protector-strong -fstack-clash-protection -fcf-protection -D_FORTIFY_SOURCE=2)
endif()
add_link_options(-Wl,-z,relro,-z,now,-z,noexecstack -pie) # in every preset: what is tested is linked as what ships
add_compile_options(-fPIE) # the same for libraries and programs, so that they share the precompiled header
add_compile_definitions(JSON_USE_IMPLICIT_CONVERSIONS=0)

find_program(OPENCARNET_CCACHE ccache)
if(OPENCARNET_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER
      ${CMAKE_COMMAND} -E env "CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime"
      "CCACHE_BASEDIR=${CMAKE_SOURCE_DIR}" CCACHE_NOHASHDIR=1 CCACHE_PCH_EXTSUM=1 ${OPENCARNET_CCACHE})
endif()
find_program(OPENCARNET_MOLD mold)
if(OPENCARNET_MOLD)
  add_link_options(-fuse-ld=mold)
endif()

find_package(Python3 REQUIRED COMPONENTS Interpreter)
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(GTest REQUIRED)
find_package(fmt REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED)

# Everybody compiles with this one precompiled header; the arrows stay checked by tools/check_arrows.py.
file(GENERATE OUTPUT "${CMAKE_BINARY_DIR}/pch.cpp" CONTENT "// exists so that the precompiled header has an owner\n")
add_library(pch OBJECT "${CMAKE_BINARY_DIR}/pch.cpp")
target_link_libraries(pch PUBLIC fmt::fmt nlohmann_json::nlohmann_json)
target_precompile_headers(pch PUBLIC
  <algorithm> <array> <chrono> <cstdint> <functional> <map> <memory> <mutex> <optional> <set> <span> <string>
  <string_view> <utility> <variant> <vector> <fmt/format.h> <nlohmann/json.hpp> <tl/expected.hpp> <date/date.h>)

# A precompiled header differs from folder to folder though it is made of the same text, and the compiler cache would
# find nothing in a second checkout. It goes by this sum of all the headers inside instead.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  set(pch_made "${CMAKE_BINARY_DIR}/CMakeFiles/pch.dir/cmake_pch.hxx.gch")
  add_custom_command(
    OUTPUT "${pch_made}.sum"
    COMMAND Python3::Interpreter "${CMAKE_SOURCE_DIR}/tools/pch_sum.py" "${CMAKE_BINARY_DIR}" "${pch_made}.sum"
    DEPENDS "${pch_made}" "${CMAKE_SOURCE_DIR}/tools/pch_sum.py"
    COMMENT "sum of the precompiled header" VERBATIM)
  set(pch_sums "${pch_made}.sum")
endif()
add_custom_target(pch_sum DEPENDS ${pch_sums})
