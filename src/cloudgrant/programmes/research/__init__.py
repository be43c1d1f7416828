"""The thematic R&D subsidy 數位雲服務主題式研發補助計畫: joint proposals for cloud services, from consortium to benefits."""
