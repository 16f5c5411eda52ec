// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/datalink/httpclient.h"
#include "models/instance/instance.h"
#include "tests/support/httpanswer.h"

#include <QObject>
#include <QTemporaryDir>

#include <memory>

namespace desk {

// A test with a real instance in a data folder of its own, on any free port. The test's thread.
class InstanceTest : public QObject
{
    Q_OBJECT

protected:
    InstanceTest() = default;
    // A clock of the test's own. It may be a member: it is not used before start().
    explicit InstanceTest(const TimeService &time);

    [[nodiscard]] Configuration configuration() const;
    // Instead of the one that runs, if one does. Fails the test where it does not start.
    void start(const Configuration &configuration);
    void start() { start(configuration()); }
    // Nothing of what was is there at the next start.
    void forget();

    [[nodiscard]] QByteArray host() const;          // header fields, each with its line end
    [[nodiscard]] QByteArray authorization() const; // of the instance's own token
    [[nodiscard]] std::string certificate() const;  // its file, where TLS is on and none was named
    // By our own client, authorized; status 0 when there was no answer.
    [[nodiscard]] HttpResponse send(const char *method, const std::string &path,
                                    const std::string &body = {}) const;

private:
    SystemTimeService m_machine;

protected:
    const TimeService &m_time = m_machine;
    std::unique_ptr<QTemporaryDir> m_folder = std::make_unique<QTemporaryDir>();
    std::unique_ptr<Instance> m_instance;
    Instance::Ready m_ready;
};

} // namespace desk
