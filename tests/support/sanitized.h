// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// DESK_SANITIZED: memory and time are a sanitizer's here, and say nothing about the program that is
// installed.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define DESK_SANITIZED
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define DESK_SANITIZED
#endif
#endif
