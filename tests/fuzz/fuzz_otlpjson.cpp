// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/otlpinput.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    desk::tryOtlp(data, size, &desk::OtlpDecoder::decodeJson);
    return 0;
}
