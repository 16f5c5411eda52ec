// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/broker/journal.h"

#include <cstdio>
#include <cstdlib>
#include <unistd.h>

using namespace desk;

// A segment of any bytes: opening must neither crash nor hand out a batch whose ids nobody defined.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const std::filesystem::path folder = "/tmp/desk-fuzz-journal-" + std::to_string(::getpid());
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    std::FILE *file = std::fopen((folder / "00000000000000000001.seg").c_str(), "wb");
    if (!file || std::fwrite(data, 1, size, file) != size)
        std::abort();
    std::fclose(file);
    SeriesDictionary names({1000, 100, 50});
    Journal::Recovery recovery;
    const auto journal = Journal::open(
        {folder, 64U << 20U, 1U << 30U}, names,
        [&](SampleBatch &&batch) {
            for (const SeriesId id : batch.series) {
                if (index(id) >= names.seriesCount())
                    std::abort();
            }
        },
        recovery);
    std::filesystem::remove_all(folder);
    return 0;
}
