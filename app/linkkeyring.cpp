// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/linkkeyring.h"

#include "models/links/linkmanager.h"

namespace desk {

namespace {

constexpr std::chrono::seconds lookForSecretsEvery{1};

} // namespace

LinkKeyRing::LinkKeyRing(LinkManager &links, QObject *parent)
    : QObject(parent)
    , m_links(links)
{
    connect(&m_timer, &QTimer::timeout, this, &LinkKeyRing::look);
    m_timer.start(lookForSecretsEvery);
    look();
}

void LinkKeyRing::look()
{
    const std::uint64_t revision = m_links.revision();
    if (revision == m_revision)
        return;
    m_revision = revision;
    const std::vector<LinkDefinition> links = m_links.definitions();
    for (const LinkDefinition &link : links) {
        const std::string name = secretNameOf(link.transport);
        if (name.empty() || m_links.secrets().secret(name) || !m_asked.insert(name).second)
            continue;
        m_ring.read(name, [this, name](const Result<std::string> &secret) {
            if (!secret)
                m_asked.erase(name);                  // after a change of the links it may be there
            else if (!m_links.secrets().secret(name)) // what was entered meanwhile is newer
                m_links.holdSecret(name, *secret);
        });
    }
}

void LinkKeyRing::keep(const std::string &name, const std::string &secret,
                       std::function<void(const Error &error)> refused)
{
    m_asked.insert(name);
    m_links.holdSecret(name, secret);
    m_ring.write(name, secret, [refused = std::move(refused)](const Result<void> &kept) {
        if (!kept)
            refused(kept.error());
    });
}

} // namespace desk
