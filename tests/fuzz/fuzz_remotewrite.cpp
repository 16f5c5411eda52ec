// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/bodyencoding.h"
#include "models/ingest/remotewritedecoder.h"
#include "tests/fuzz/decoderoutcome.h"

using namespace desk;

// First byte: as it is, or snappy.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 1)
        return 0;
    const std::vector<char> sent(data + 1, data + size);
    std::vector<char> plain;
    std::span<const char> body(sent);
    if (data[0] % 2 == 1) {
        const auto undone = BodyEncoding::undo("snappy", body, 64, plain);
        if (!undone)
            return 0;
        body = *undone;
    }
    SeriesDictionary names({1000, 100, 50});
    RemoteWriteDecoder decoder(names, {});
    SampleBatch batch;
    checkOutcome(decoder.decode(body, "peer", batch), batch, names);
    return 0;
}
