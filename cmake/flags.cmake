# How everything is compiled. A build's kind is USHER_BUILD: dev, release, asan, tsan or fuzz.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_BUILD_TYPE "")  # the flags below say all

set(USHER_WARNINGS -Wall -Wextra -Wpedantic -Wshadow -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    # g++ 12's optimiser sees errors in its own std::string (GCC bugs 105329, 105651). ASan and
    # clang watch over what these three would have found.
    list(APPEND USHER_WARNINGS -Wno-array-bounds -Wno-restrict -Wno-stringop-overflow)
endif()
add_compile_options("$<$<COMPILE_LANGUAGE:CXX>:${USHER_WARNINGS}>" -fPIE)
add_link_options(-pie)
add_compile_definitions(_GLIBCXX_ASSERTIONS)

# File names in a binary begin at the source folder, wherever that was.
add_compile_options(-ffile-prefix-map=${CMAKE_SOURCE_DIR}/=)

if(USHER_BUILD STREQUAL dev)
    add_compile_options(-O1 -g1)
elseif(USHER_BUILD STREQUAL release)
    # No -g: what is told for debuggers names folders that a map of names does not reach where the
    # linker compiles, or ccache had it from elsewhere; and the build's id is a sum of all of it.
    add_compile_options(-O2 -D_FORTIFY_SOURCE=2 -fstack-protector-strong
        -fstack-clash-protection)
    if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
        add_compile_options(-fcf-protection)
    endif()
    add_compile_options("$<$<COMPILE_LANGUAGE:CXX>:-flto=auto>")
    add_link_options(-flto=auto -O2 -Wl,-z,relro,-z,now,-z,noexecstack -Wl,--gc-sections)
    # An archive of LTO objects needs the compiler's own ar, which knows the plug-in.
    set(CMAKE_AR ${CMAKE_CXX_COMPILER_AR})
    set(CMAKE_RANLIB ${CMAKE_CXX_COMPILER_RANLIB})
elseif(USHER_BUILD STREQUAL asan)
    # g++ warns of uninitialised members of an empty std::optional once it instruments the code.
    add_compile_options(-O1 -g1 -fno-omit-frame-pointer -fsanitize=address,undefined
        -fno-sanitize-recover=all -Wno-maybe-uninitialized)
    add_link_options(-fsanitize=address,undefined)
elseif(USHER_BUILD STREQUAL tsan)
    # Asio asks for a fence that ThreadSanitizer does not see, and g++ warns of it.
    add_compile_options(-O1 -g1 -fno-omit-frame-pointer -fsanitize=thread -Wno-maybe-uninitialized
        -Wno-tsan)
    add_link_options(-fsanitize=thread)
elseif(USHER_BUILD STREQUAL fuzz)
    add_compile_options(-O1 -g1 -fno-omit-frame-pointer
        -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all)
    add_link_options(-fsanitize=address,undefined)
else()
    message(FATAL_ERROR "USHER_BUILD is dev, release, asan, tsan or fuzz, not \"${USHER_BUILD}\"")
endif()

# The compiler's cache: paths below the source folder are relative, so two clones share what they
# built; the precompiled header asks for the two sloppinesses and -fpch-preprocess (ccache manual).
find_program(CCACHE ccache)
if(CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER /usr/bin/env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR}
        CCACHE_NOHASHDIR=1 CCACHE_PCH_EXTSUM=1
        CCACHE_SLOPPINESS=pch_defines,time_macros ${CCACHE})
    if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
        add_compile_options("$<$<COMPILE_LANGUAGE:CXX>:-fpch-preprocess>")
    endif()
endif()

# A quicker linker where there is one. Release keeps the default, which knows g++'s LTO.
find_program(LLD NAMES ld.lld)
if(LLD AND NOT USHER_BUILD STREQUAL release)
    add_link_options(-fuse-ld=lld)
endif()
