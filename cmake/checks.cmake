# Checks that compile without building: `ninja headers` (each header alone, by g++) and `ninja clang`
# (every source once more, by clang). Both remember what has not changed since.

set(check_includes -I${CMAKE_SOURCE_DIR}/src -I${CMAKE_SOURCE_DIR}/tests)
set(check_flags -std=c++20 -fsyntax-only ${USHER_WARNINGS} ${check_includes})

# check_source(<stamps variable> <stamp> <file> <command…>): runs the command when the file or one of
# its includes has changed. The command gets its -MD flags here.
function(check_source stamps stamp file)
    file(RELATIVE_PATH shown ${CMAKE_SOURCE_DIR} ${file})
    get_filename_component(folder ${stamp} DIRECTORY)
    file(MAKE_DIRECTORY ${folder})
    add_custom_command(OUTPUT ${stamp} DEPENDS ${file} DEPFILE ${stamp}.d VERBATIM
        COMMAND ${ARGN} -MD -MF ${stamp}.d -MT ${stamp} ${file}
        COMMAND ${CMAKE_COMMAND} -E touch ${stamp}
        COMMENT "Checking ${shown}")
    set(${stamps} ${${stamps}} ${stamp} PARENT_SCOPE)
endfunction()

file(GLOB_RECURSE headers CONFIGURE_DEPENDS src/*.h tests/*.h)
set(header_stamps "")
foreach(header IN LISTS headers)
    file(RELATIVE_PATH name ${CMAKE_SOURCE_DIR} ${header})
    # -x c++: g++ would otherwise precompile a header. "#pragma once in main file" is what we mean.
    check_source(header_stamps ${CMAKE_BINARY_DIR}/headers/${name}.ok ${header}
        ${CMAKE_CXX_COMPILER} ${check_flags} -x c++ -Wno-pragma-once-outside-header)
endforeach()
add_custom_target(headers DEPENDS ${header_stamps})

find_program(CLANG clang++-19)
if(CLANG)
    set(clang_header ${CMAKE_BINARY_DIR}/clang/precompiled.pch)
    add_custom_command(OUTPUT ${clang_header} DEPENDS ${CMAKE_SOURCE_DIR}/src/precompiled.h VERBATIM
        COMMAND ${CMAKE_COMMAND} -E make_directory ${CMAKE_BINARY_DIR}/clang
        COMMAND ${CLANG} -std=c++20 -x c++-header ${CMAKE_SOURCE_DIR}/src/precompiled.h
            -o ${clang_header})
    file(GLOB_RECURSE clang_sources CONFIGURE_DEPENDS src/*.cc tests/*.cc bench/*.cc)
    set(clang_stamps "")
    foreach(source IN LISTS clang_sources)
        file(RELATIVE_PATH name ${CMAKE_SOURCE_DIR} ${source})
        check_source(clang_stamps ${CMAKE_BINARY_DIR}/clang/${name}.ok ${source}
            ${CLANG} ${check_flags} -include-pch ${clang_header})
        set_property(SOURCE ${CMAKE_BINARY_DIR}/clang/${name}.ok APPEND PROPERTY
            OBJECT_DEPENDS ${clang_header})
    endforeach()
    add_custom_target(clang DEPENDS ${clang_header} ${clang_stamps})
endif()
