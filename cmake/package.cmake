# `cmake --install` and the Debian package (script/package). Only what is installed is built for it.
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)
install(TARGETS usher RUNTIME DESTINATION /usr/bin)
install(FILES packaging/usher.service packaging/usher.socket packaging/usher-backup.service
    packaging/usher-backup.timer DESTINATION /lib/systemd/system)
install(FILES packaging/usher.toml DESTINATION /etc/usher)
install(FILES README.md SECURITY.md DESTINATION /usr/share/doc/usher)
install(FILES packaging/observe/grafana.json packaging/observe/alerts.yml
    DESTINATION /usr/share/doc/usher/observe)
install(FILES LICENSE DESTINATION /usr/share/doc/usher RENAME copyright)
install(DIRECTORY docs/ DESTINATION /usr/share/doc/usher/docs PATTERN pictures EXCLUDE)
if(EXISTS ${CMAKE_BINARY_DIR}/usher.spdx.json)
    install(FILES ${CMAKE_BINARY_DIR}/usher.spdx.json DESTINATION /usr/share/doc/usher)
endif()

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME usher)
set(CPACK_PACKAGE_VENDOR "The Usher developers")
set(CPACK_PACKAGE_CONTACT "The Usher developers <usher@localhost.localdomain>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "Account user management for any product")
set(CPACK_PACKAGE_DESCRIPTION "People, seats, roles with scopes, invitations, sign-in and audit \
for the customers of your product: one program with its web pages inside and one SQLite file.")
set(CPACK_SET_DESTDIR ON)
set(CPACK_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION admin)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "ca-certificates, passwd, tzdata")
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA
    "${CMAKE_SOURCE_DIR}/packaging/debian/preinst;${CMAKE_SOURCE_DIR}/packaging/debian/postinst;\
${CMAKE_SOURCE_DIR}/packaging/debian/prerm;${CMAKE_SOURCE_DIR}/packaging/debian/postrm;\
${CMAKE_SOURCE_DIR}/packaging/debian/conffiles")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
include(CPack)
