"""Sound after it was spoken: loudness, lengths, MP3, chapters and cues. Pure functions over bytes.

The house's loudness is −19 ± 1 LUFS for one channel with no sample above −0.3 dBFS (`loudness`).
"""
