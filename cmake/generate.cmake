# Code made at build time from the sources of truth: refusal codes (api/refusals), queries (src/*/sql).

set(OPENCARNET_GENERATED "${CMAKE_BINARY_DIR}/generated")

file(GLOB refusal_lists CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/api/refusals/*.yaml")
add_custom_command(
  OUTPUT "${OPENCARNET_GENERATED}/base/refusal_codes.h"
  COMMAND Python3::Interpreter "${CMAKE_SOURCE_DIR}/tools/make_refusals.py"
          "${OPENCARNET_GENERATED}/base/refusal_codes.h"
          ${refusal_lists}
  DEPENDS ${refusal_lists} "${CMAKE_SOURCE_DIR}/tools/make_refusals.py"
  COMMENT "refusal codes from api/refusals" VERBATIM)
add_custom_target(generated_code DEPENDS "${OPENCARNET_GENERATED}/base/refusal_codes.h")
add_dependencies(pch generated_code)

# embed_queries(<room> <files> <out>): name.sql for both engines, or name.sqlite.sql beside name.postgres.sql.
function(embed_queries room queries out)
  set(made "${OPENCARNET_GENERATED}/${room}/queries.h")
  add_custom_command(
    OUTPUT "${made}"
    COMMAND Python3::Interpreter "${CMAKE_SOURCE_DIR}/tools/make_queries.py" ${room} "${made}" ${queries}
    DEPENDS ${queries} "${CMAKE_SOURCE_DIR}/tools/make_queries.py"
    COMMENT "queries of ${room}" VERBATIM)
  set(${out} "${made}" PARENT_SCOPE)
endfunction()

# The schema, embedded: db/migrations → platform/migrations.h.
file(GLOB migration_files CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/db/migrations/*.sql")
add_custom_command(
  OUTPUT "${OPENCARNET_GENERATED}/platform/migrations.h"
  COMMAND Python3::Interpreter "${CMAKE_SOURCE_DIR}/tools/make_migrations.py"
          "${OPENCARNET_GENERATED}/platform/migrations.h" ${migration_files}
  DEPENDS ${migration_files} "${CMAKE_SOURCE_DIR}/tools/make_migrations.py"
  COMMENT "schema from db/migrations" VERBATIM)
add_custom_target(generated_migrations DEPENDS "${OPENCARNET_GENERATED}/platform/migrations.h")

# embed_texts(<room> <name> <folder> <files>): text files as opencarnet::<room>::<name> in <room>/<name>.h, for a
# program that must not need its source tree.
function(embed_texts room name folder files)
  set(made "${OPENCARNET_GENERATED}/${room}/${name}.h")
  add_custom_command(
    OUTPUT "${made}"
    COMMAND Python3::Interpreter "${CMAKE_SOURCE_DIR}/tools/make_files.py" ${room} ${name} "${made}" "${folder}"
            ${files}
    DEPENDS ${files} "${CMAKE_SOURCE_DIR}/tools/make_files.py"
    COMMENT "texts of ${room}: ${name}" VERBATIM)
  target_sources(room_${room} PRIVATE "${made}")
endfunction()
