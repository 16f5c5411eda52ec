// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/connect/keyring.h"

#include <QTimer>

#include <set>

namespace desk {

class LinkManager;

// Hands the links of this program the secrets that the key ring has for them: those of the environment come
// first, and are not asked for. Asks again after each change of the links. GUI thread.
class LinkKeyRing final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LinkKeyRing)

public:
    // The manager outlives it.
    LinkKeyRing(LinkManager &links, QObject *parent);

    // Known to the links at once; an error is of the key ring, and the secret is known until the program
    // ends.
    void keep(const std::string &name, const std::string &secret,
              std::function<void(const Error &error)> refused);

private:
    void look();

    LinkManager &m_links;
    KeyRing m_ring;
    std::uint64_t m_revision = 0;  // of the links that were looked at
    std::set<std::string> m_asked; // that are known, or on their way
    QTimer m_timer;
};

} // namespace desk
