# find_package(tsad): finds the command, and puts it in front of compilers and linkers where a project asks for it.
#
#   find_package(tsad REQUIRED)
#   tsad_enable(C CXX)          # behind project()
#
# The compilers must be clang and flang. Needs CMake 3.21 or newer, from which on there are launchers of linkers.

find_program(tsad_EXECUTABLE tsad DOC "the tsad command")
set(tsad_FOUND TRUE)
if(NOT tsad_EXECUTABLE)
  set(tsad_FOUND FALSE)
  set(tsad_NOT_FOUND_MESSAGE "there is no program tsad on the PATH; set tsad_EXECUTABLE")
endif()

# Puts `tsad launch` in front of the compiler and the linker of each language, for targets that are made behind the call.
macro(tsad_enable)
  foreach(tsad_language ${ARGN})
    if(NOT CMAKE_${tsad_language}_COMPILER_ID MATCHES "Clang|Flang")
      message(FATAL_ERROR "tsad needs clang or flang for ${tsad_language}, not ${CMAKE_${tsad_language}_COMPILER}: "
                          "set CMAKE_${tsad_language}_COMPILER")
    endif()
    set(CMAKE_${tsad_language}_COMPILER_LAUNCHER "${tsad_EXECUTABLE};launch")
    set(CMAKE_${tsad_language}_LINKER_LAUNCHER "${tsad_EXECUTABLE};launch")
  endforeach()
endmacro()
