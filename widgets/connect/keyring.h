// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/result.h"

#include <QObject>

#include <functional>

namespace desk {

// Passwords and tokens of links in the key ring of the session (Secret Service). Never waits: what is found
// comes by the event loop, or an error that says what to do without a key ring. GUI thread.
class KeyRing final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeyRing)

public:
    explicit KeyRing(QObject *parent = nullptr);

    // notFound: the key ring is there, but has none of this name. What is asked of an object that has gone
    // is not answered.
    void read(const std::string &name, std::function<void(Result<std::string>)> answer);
    void write(const std::string &name, const std::string &secret, std::function<void(Result<void>)> answer);
    void remove(const std::string &name, std::function<void(Result<void>)> answer);
};

} // namespace desk
