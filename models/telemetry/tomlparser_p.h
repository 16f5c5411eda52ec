// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdexcept>

// The one way to include toml++: two sources with different assertions would share one of them.
// The library asserts on some malformed keys ("[|"); a file somebody edits must be refused, not end the
// program.
#pragma push_macro("NDEBUG")
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpragmas"
#pragma GCC diagnostic ignored "-Wunknown-warning-option"
#pragma GCC diagnostic ignored "-Wterminate" // some of the assertions stand in noexcept functions
#undef NDEBUG                                // with it the library would assume that the assertion holds
#define TOML_ASSERT(expression) ((expression) ? void() : throw std::runtime_error("malformed"))
#include <toml++/toml.h>
#pragma GCC diagnostic pop
#pragma pop_macro("NDEBUG")
