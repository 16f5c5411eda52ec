// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ownrecording.h"

#include "models/archive/sessionreader.h"

namespace desk {

OwnRecording::OwnRecording(std::filesystem::path file, QObject *parent)
    : QObject(parent)
{
    m_reading = std::jthread([this, file = std::move(file)] {
        const auto reader = SessionReader::open(file);
        auto log = reader ? (*reader)->gapsAndNotes() : tl::unexpected(reader.error());
        if (!log)
            return;
        QMetaObject::invokeMethod(
            this, [this, log = *std::move(log)] { Q_EMIT read(log); }, Qt::QueuedConnection);
    });
}

} // namespace desk
