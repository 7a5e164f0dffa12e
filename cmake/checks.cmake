# Checks that compile without building: `ninja headers` (each header alone, by g++) and
# `ninja clang` (every source once more, by clang). Both remember what has not changed since.

set(check_includes -I${CMAKE_SOURCE_DIR}/src -I${CMAKE_SOURCE_DIR}/tests
    -I${CMAKE_BINARY_DIR}/generated)
set(check_flags -std=c++20 -fsyntax-only -Wall -Wextra -Wpedantic -Wshadow -Werror
    "-DUSHER_VERSION=\"${PROJECT_VERSION}\"" ${check_includes})

# check_source(<stamps variable> <stamp> <depends> <name> <command…>): runs the command when a
# file of <depends> or one of its includes has changed.
function(check_source stamps stamp depends name)
    get_filename_component(folder ${stamp} DIRECTORY)
    file(MAKE_DIRECTORY ${folder})
    add_custom_command(OUTPUT ${stamp} DEPENDS ${depends} DEPFILE ${stamp}.d VERBATIM
        COMMAND ${ARGN} -MD -MF ${stamp}.d -MT ${stamp}
        COMMAND ${CMAKE_COMMAND} -E touch ${stamp}
        COMMENT "Checking ${name}")
    set(${stamps} ${${stamps}} ${stamp} PARENT_SCOPE)
endfunction()

file(GLOB_RECURSE headers CONFIGURE_DEPENDS src/*.h tests/*.h bench/*.h)
set(header_stamps "")
foreach(header IN LISTS headers)
    file(RELATIVE_PATH name ${CMAKE_SOURCE_DIR} ${header})
    # Included into nothing: a header that is itself the main file may not say #pragma once.
    check_source(header_stamps ${CMAKE_BINARY_DIR}/headers/${name}.ok ${header} ${name}
        ${CMAKE_CXX_COMPILER} ${check_flags} -include ${header} -x c++ /dev/null)
endforeach()
add_custom_target(headers DEPENDS ${header_stamps})

find_program(CLANG clang++-19)
if(CLANG)
    set(clang_header ${CMAKE_BINARY_DIR}/clang/precompiled.pch)
    add_custom_command(OUTPUT ${clang_header} DEPENDS ${CMAKE_SOURCE_DIR}/src/precompiled.h VERBATIM
        COMMAND ${CMAKE_COMMAND} -E make_directory ${CMAKE_BINARY_DIR}/clang
        COMMAND ${CLANG} -std=c++20 -x c++-header ${CMAKE_SOURCE_DIR}/src/precompiled.h
            -o ${clang_header})
    file(GLOB_RECURSE clang_sources CONFIGURE_DEPENDS src/*.cc bench/*.cc
        tests/acceptance/*.cc tests/api/*.cc tests/crash/*.cc tests/fuzz/*.cc tests/store/*.cc
        tests/support/*.cc)
    set(clang_stamps "")
    foreach(source IN LISTS clang_sources)
        file(RELATIVE_PATH name ${CMAKE_SOURCE_DIR} ${source})
        check_source(clang_stamps ${CMAKE_BINARY_DIR}/clang/${name}.ok "${source};${clang_header}"
            ${name} ${CLANG} ${check_flags} -include-pch ${clang_header} ${source})
    endforeach()
    add_custom_target(clang DEPENDS ${clang_stamps})
endif()
