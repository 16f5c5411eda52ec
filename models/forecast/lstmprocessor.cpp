// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/forecast/lstmprocessor.h"

namespace desk {

std::string_view lstmProcessorWord(LstmProcessor processor)
{
    switch (processor) {
    case LstmProcessor::baseline:
        return "baseline";
    case LstmProcessor::avx2:
        return "avx2";
    case LstmProcessor::avx512:
        return "avx512";
    }
    return {};
}

bool isAvailable(LstmProcessor processor)
{
#if defined(__x86_64__)
    if (processor == LstmProcessor::avx2)
        return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    if (processor == LstmProcessor::avx512)
        return isAvailable(LstmProcessor::avx2) && __builtin_cpu_supports("avx512f") &&
               __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") &&
               __builtin_cpu_supports("avx512vl");
#endif
    return processor == LstmProcessor::baseline;
}

LstmProcessor bestLstmProcessor()
{
    if (isAvailable(LstmProcessor::avx512))
        return LstmProcessor::avx512;
    return isAvailable(LstmProcessor::avx2) ? LstmProcessor::avx2 : LstmProcessor::baseline;
}

} // namespace desk
