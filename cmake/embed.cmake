# Files inside the binary: each is taken in by .incbin, so the compiler never parses its bytes, and
# OBJECT_DEPENDS makes the build notice when one changes.

# embed_bytes(<variable> <symbol> <file>): appends the directives that define
# <symbol> and <symbol>_end around the bytes of <file>.
function(embed_bytes into symbol file)
    set(text "${${into}}")
    string(APPEND text ".global ${symbol}\n.global ${symbol}_end\n"
        "${symbol}:\n.incbin \"${file}\"\n${symbol}_end:\n.byte 0\n")
    set(${into} "${text}" PARENT_SCOPE)
endfunction()

# write_embedded(<target> <name> <assembly> <code> <files>): writes two sources, adds them.
function(write_embedded target name assembly code files)
    set(stem ${CMAKE_BINARY_DIR}/embedded/${name})
    file(CONFIGURE OUTPUT ${stem}.S @ONLY CONTENT
        "    .section .rodata\n${assembly}    .section .note.GNU-stack,\"\",%progbits\n")
    file(CONFIGURE OUTPUT ${stem}.cc @ONLY CONTENT "${code}")
    set_source_files_properties(${stem}.S PROPERTIES OBJECT_DEPENDS "${files}")
    target_sources(${target} PRIVATE ${stem}.S ${stem}.cc)
endfunction()

# embed_texts(<target> <function> <glob>): defines `usher::<function>()`, a span of EmbeddedFile.
function(embed_texts target function glob)
    file(GLOB files CONFIGURE_DEPENDS ${glob})
    list(SORT files)
    set(declarations "")
    set(entries "")
    set(assembly "")
    set(index 0)
    foreach(file IN LISTS files)
        set(symbol usher_${function}_${index})
        get_filename_component(name ${file} NAME)
        embed_bytes(assembly ${symbol} ${file})
        string(APPEND declarations "extern \"C\" char const ${symbol}[], ${symbol}_end[];\n")
        string(APPEND entries "        {\"${name}\", {${symbol}, ${symbol}_end}},\n")
        math(EXPR index "${index} + 1")
    endforeach()
    set(code "#include \"base/embedded.h\"\n\n#include <vector>\n\n${declarations}
std::span<usher::EmbeddedFile const> usher::${function}() {
    static std::vector<EmbeddedFile> const files = {\n${entries}    };\n    return files;\n}\n")
    write_embedded(${target} ${function} "${assembly}" "${code}" "${files}")
endfunction()

# embed_ui(<target> <folder>): defines usher::web::ui_files() from a built UI, compressing each
# asset with brotli and gzip. No folder, no files: the server still builds.
function(embed_ui target folder)
    file(GLOB_RECURSE files RELATIVE ${folder} CONFIGURE_DEPENDS ${folder}/*)
    list(FILTER files EXCLUDE REGEX "(^|/)\\.")
    list(SORT files)
    list(TRANSFORM files PREPEND ${folder}/)
    # The digests below are taken now, so a changed file must bring us back here.
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${files})
    set(declarations "")
    set(entries "")
    set(assembly "")
    set(depends "")
    set(index 0)
    foreach(file IN LISTS files)
        set(symbol usher_ui_${index})
        file(RELATIVE_PATH path ${folder} ${file})
        file(SHA256 ${file} digest)
        embed_bytes(assembly ${symbol} ${file})
        list(APPEND depends ${file})
        string(APPEND declarations "extern \"C\" char const ${symbol}[], ${symbol}_end[];\n")
        set(brotli "{}")
        set(gzip "{}")
        if(path MATCHES "\\.(js|css|svg|json|txt|webmanifest|map|ico)$")
            foreach(method brotli gzip)
                set(packed ${CMAKE_BINARY_DIR}/embedded/ui/${index}.${method})
                if("${method}" STREQUAL "brotli")
                    set(command ${BROTLI} --quality=11 --force --stdout ${file})
                else()
                    set(command gzip --best --no-name --stdout ${file})
                endif()
                add_custom_command(OUTPUT ${packed} DEPENDS ${file} VERBATIM
                    COMMAND ${CMAKE_COMMAND} -E make_directory ${CMAKE_BINARY_DIR}/embedded/ui
                    COMMAND ${command} > ${packed}
                    COMMENT "Compressing ${path} (${method})")
                embed_bytes(assembly ${symbol}_${method} ${packed})
                list(APPEND depends ${packed})
                string(APPEND declarations
                    "extern \"C\" char const ${symbol}_${method}[], ${symbol}_${method}_end[];\n")
                set(${method} "{${symbol}_${method}, ${symbol}_${method}_end}")
            endforeach()
        endif()
        string(APPEND entries "        {\"/${path}\", {${symbol}, ${symbol}_end},
         ${brotli}, ${gzip},\n         \"${digest}\"},\n")
        math(EXPR index "${index} + 1")
    endforeach()
    set(code "#include \"web/embedded.h\"\n\n#include <vector>\n\n${declarations}
std::span<usher::web::File const> usher::web::ui_files() {
    static std::vector<File> const files = {\n${entries}    };\n    return files;\n}\n")
    write_embedded(${target} ui_files "${assembly}" "${code}" "${depends}")
endfunction()
