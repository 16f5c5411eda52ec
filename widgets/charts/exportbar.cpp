// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/exportbar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

namespace desk {

using namespace Qt::StringLiterals;

ExportBar::ExportBar(QWidget *parent)
    : QFrame(parent)
    , m_progress(new QProgressBar)
{
    setObjectName(u"exportBar"_s);
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    m_progress->setRange(0, 100);
    m_progress->setAccessibleName(tr("Progress of the export"));
    m_progress->setFixedWidth(140);
    auto *cancel = new QPushButton(tr("Cancel"));
    cancel->setObjectName(u"exportCancel"_s);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(8, 4, 8, 4);
    row->addWidget(new QLabel(tr("Reading for the export…")));
    row->addWidget(m_progress);
    row->addWidget(cancel);
    connect(cancel, &QPushButton::clicked, this, &ExportBar::cancelled);
    adjustSize();
}

void ExportBar::setProgress(double share)
{
    m_progress->setValue(int(share * 100));
}

} // namespace desk
