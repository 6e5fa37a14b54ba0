"""Learnt judgement: which counts are an incident's, which stretches tell one act, where it was and who did it."""

from warledger.assembly.learnt.judgement import Judgement as Judgement
from warledger.assembly.learnt.judgement import judge as judge
