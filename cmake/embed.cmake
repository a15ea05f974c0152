# embed_files(<target> <function> DEPENDS <files> SOURCES <url>=<folder or file> …)
#
# Gives <target> the function `std::span<const http::StaticFile> http::<function>()`; declare it where it is used.
function(embed_files target function)
  cmake_parse_arguments(EMBED "" "" "DEPENDS;SOURCES" ${ARGN})
  set(made "${OPENCARNET_GENERATED}/embedded/${function}.cpp")
  add_custom_command(
    OUTPUT "${made}"
    COMMAND Python3::Interpreter "${CMAKE_SOURCE_DIR}/tools/embed_files.py" --cpp "${made}" --function ${function}
            --work "${OPENCARNET_GENERATED}/embedded/packed" ${EMBED_SOURCES}
    DEPENDS ${EMBED_DEPENDS} "${CMAKE_SOURCE_DIR}/tools/embed_files.py"
    COMMENT "embedded files: ${function}" VERBATIM)
  target_sources(${target} PRIVATE "${made}")
  # The bytes stand in other files: neither the compiler cache nor the precompiled header know them.
  set_source_files_properties("${made}" PROPERTIES SKIP_PRECOMPILE_HEADERS ON OBJECT_DEPENDS "${EMBED_DEPENDS}")
endfunction()
